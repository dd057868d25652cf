// The signer's own certificate, judged by the position it states (Decree 23/2025/NĐ-CP art. 13–15). The engine never signs as the principal.
import type { AuthorityReason, AuthorityReasonCode, GeneralRuleData } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';
import type { Certificate, Directory } from './directory.ts';
import type { Standing } from './node.ts';

export interface CertificateQuestion {
  readonly personId: string;
  /** The qualities in which he may sign: the certificate must state one of them. */
  readonly standings: readonly Partial<Standing>[];
  readonly serial: string | undefined;
  readonly at: Instant;
}

export type CertificateAnswer =
  | { readonly ok: true; readonly certificate?: { readonly serial: string; readonly position?: string } }
  | { readonly ok: false; readonly faults: readonly AuthorityReason[] };

export function judgeCertificate(
  question: CertificateQuestion,
  directory: Directory,
  general: GeneralRuleData,
): CertificateAnswer {
  if (general.certificate === 'ignored') return { ok: true };
  const { personId, serial } = question;
  const person = directory.person(personId)?.name ?? personId;
  const legalBasis = general.legalBasis;
  const listed = directory.person(personId)?.certificates ?? [];
  const chosen = serial === undefined ? listed : listed.filter((one) => one.serial === serial);
  if (chosen.length === 0) {
    if (serial !== undefined)
      return { ok: false, faults: [{ code: 'CERTIFICATE_UNKNOWN', params: { person, serial }, legalBasis }] };
    if (general.certificate === 'ifListed') return { ok: true };
    return { ok: false, faults: [{ code: 'CERTIFICATE_MISSING', params: { person }, legalBasis }] };
  }
  const faults: AuthorityReason[] = [];
  for (const one of chosen) {
    const found = faultOf(one, question, directory);
    if (!found)
      return {
        ok: true,
        certificate: { serial: one.serial, ...(one.position !== undefined && { position: one.position }) },
      };
    faults.push({ code: found.code, params: { person, serial: one.serial, ...found.params }, legalBasis });
  }
  return { ok: false, faults };
}

function faultOf(
  certificate: Certificate,
  { standings, at }: CertificateQuestion,
  directory: Directory,
): { code: AuthorityReasonCode; params: Record<string, string | number> } | undefined {
  if (at < certificate.fromAt) return { code: 'CERTIFICATE_NOT_YET', params: { fromAt: certificate.fromAt } };
  if (certificate.toAt <= at) return { code: 'CERTIFICATE_EXPIRED', params: { toAt: certificate.toAt } };
  if (certificate.revokedAt <= at) return { code: 'CERTIFICATE_REVOKED', params: { revokedAt: certificate.revokedAt } };
  const states = (standing: Partial<Standing>) =>
    certificate.position !== undefined &&
    certificate.position === standing.position &&
    (certificate.unit === undefined || certificate.unit === standing.unit);
  if (standings.some(states)) return undefined;
  const positionName = (id: string | undefined) => (id === undefined ? '–' : (directory.position(id)?.name ?? id));
  const needed = [...new Set(standings.map(({ position }) => positionName(position)))].join(', ');
  return { code: 'CERTIFICATE_POSITION', params: { stated: positionName(certificate.position), needed } };
}
