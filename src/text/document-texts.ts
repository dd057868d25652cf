// What may be wrong with the document of an exported instance, in both languages.
import { fill } from '../model/fill.ts';
import type { DocumentFault } from '../model/instance-document.ts';
import type { Lang, Sentence } from './lang.ts';

export function documentFaultText(
  { fault, detail }: { readonly fault: DocumentFault; readonly detail: string },
  lang: Lang,
): string {
  return fill(documentTexts[fault][lang], { detail });
}

const documentTexts = {
  FORMAT: {
    vi: 'Đây không phải tài liệu hồ sơ xuất ra từ quytrinh, hoặc trường {detail} sai.',
    en: 'This is no document of an exported instance, or its field {detail} is wrong.',
  },
  JOURNAL: {
    vi: 'Nhật ký trong tài liệu đã bị sửa, bớt, thêm hoặc đổi chỗ ({detail}).',
    en: 'The journal in the document was changed, cut, added to or moved ({detail}).',
  },
  REPLAY: {
    vi: 'Nhật ký trong tài liệu không phải lịch sử của một hồ sơ.',
    en: 'The journal in the document is no history of an instance.',
  },
  STATE: {
    vi: 'Trạng thái trong tài liệu không phải trạng thái mà nhật ký cho ra.',
    en: 'The state in the document is not what its journal gives.',
  },
  COLUMNS: {
    vi: 'Thông tin về hồ sơ ({detail}) không khớp nhật ký trong tài liệu.',
    en: 'What the document says of the instance ({detail}) is not what its journal gives.',
  },
  DEFINITION: {
    vi: 'Tệp quy trình trong tài liệu không phải tệp mà hồ sơ đã chạy.',
    en: 'The file in the document is not the one the instance ran under.',
  },
} as const satisfies Record<DocumentFault, Sentence>;
