// What happens in the demonstration, act by act: one dossier, eleven steps, eleven people. Moments are of Viet Nam.

export const process = 'p1-van-chuyen-hang-nguy-hiem';
export const dossier = 'H00.01.001-260302-0101';

export interface Act {
  readonly at: string;
  /** The step (element of the file) that `by` completes. */
  readonly complete?: string;
  readonly by?: string;
  /** The act is expected to be refused. */
  readonly refused?: true;
  /** Message that comes from outside. */
  readonly message?: string;
  readonly variables?: Readonly<Record<string, string | boolean | readonly string[]>>;
}

/** Monday 02/03/2026, 08:00: the chairman and his deputy are away from today until 13/03. */
export const start = {
  at: '2026-03-02T08:00:00+07:00',
  by: 'can_bo_a',
  variables: { maHoSo: dossier, tenToChuc: 'Công ty TNHH Mẫu', hinhThucNop: 'TRUC_TUYEN' },
} as const;

/** Up to the moment at which the process is killed. */
export const firstHalf: readonly Act[] = [
  { at: '2026-03-02T08:30:00+07:00', complete: 'TiepNhan', by: 'can_bo_a', variables: { hoSoDuThanhPhan: true } },
  { at: '2026-03-02T09:00:00+07:00', complete: 'PhanCong', by: 'can_bo_e', variables: { nguoiThuLy: 'can_bo_c' } },
  {
    at: '2026-03-02T15:30:00+07:00',
    complete: 'ThamDinh',
    by: 'can_bo_c',
    variables: {
      duDieuKien: false,
      canBoSung: true,
      giayToThieu: ['Phương án ứng phó sự cố hóa chất'],
      lyDo: 'Thiếu thành phần hồ sơ',
    },
  },
  { at: '2026-03-02T16:30:00+07:00', complete: 'YeuCauBoSung', by: 'can_bo_a' },
  {
    at: '2026-03-04T09:00:00+07:00',
    message: 'Hồ sơ bổ sung',
    variables: { giayToBoSung: ['Phương án ứng phó sự cố hóa chất'] },
  },
  {
    at: '2026-03-05T14:00:00+07:00',
    complete: 'ThamDinh',
    by: 'can_bo_d',
    variables: { duDieuKien: true, canBoSung: false },
  },
  {
    at: '2026-03-05T14:30:00+07:00',
    complete: 'XemXetTrinh',
    by: 'can_bo_d',
    refused: true,
    variables: { dongYPhong: true },
  },
  {
    at: '2026-03-05T16:00:00+07:00',
    complete: 'XemXetTrinh',
    by: 'can_bo_e',
    variables: { dongYPhong: false, yKienPhong: 'Nêu rõ tuyến đường và thời gian vận chuyển' },
  },
];

/** After the file was opened again. */
export const secondHalf: readonly Act[] = [
  {
    at: '2026-03-06T14:00:00+07:00',
    complete: 'ThamDinh',
    by: 'can_bo_d',
    variables: { duDieuKien: true, canBoSung: false },
  },
  { at: '2026-03-06T15:00:00+07:00', complete: 'XemXetTrinh', by: 'can_bo_e', variables: { dongYPhong: true } },
  { at: '2026-03-09T08:30:00+07:00', complete: 'KyToTrinh', by: 'can_bo_h', variables: { dongYSo: true } },
  { at: '2026-03-09T09:00:00+07:00', complete: 'PhatHanh', by: 'can_bo_i', variables: { soVanBan: '101/TTr-SM' } },
  {
    at: '2026-03-10T09:30:00+07:00',
    complete: 'KyGiayPhep',
    by: 'can_bo_k',
    refused: true,
    variables: { dongYUyBan: true },
  },
  {
    at: '2026-03-10T09:45:00+07:00',
    complete: 'KyGiayPhep',
    by: 'can_bo_n',
    refused: true,
    variables: { dongYUyBan: true },
  },
  { at: '2026-03-10T10:00:00+07:00', complete: 'KyGiayPhep', by: 'can_bo_m', variables: { dongYUyBan: true } },
  { at: '2026-03-10T10:30:00+07:00', complete: 'VaoSo', by: 'can_bo_n', variables: { soGiayPhep: '25/GP-UBND' } },
  { at: '2026-03-10T14:00:00+07:00', complete: 'BocTach', by: 'can_bo_c', variables: { daBocTach: true } },
  { at: '2026-03-10T15:00:00+07:00', complete: 'CapNhatKetQua', by: 'can_bo_b', variables: { daCapNhat: true } },
  {
    at: '2026-03-10T16:00:00+07:00',
    complete: 'TraKetQua',
    by: 'can_bo_b',
    variables: { nguoiNhan: 'Người nộp hồ sơ' },
  },
];
