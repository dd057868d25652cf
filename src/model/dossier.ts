// The state of a dossier as the national system knows it (TrangThaiHoSo 1–10), and how it stands against its deadline.
import type { Bilingual, LegalBasis } from './calendar.ts';
import type { LocalDate } from './duration.ts';
import type { Instant } from './json.ts';
import type { ClockLight } from './sla.ts';

/** schemas/dossier-status.schema.json */
export interface DossierStatusData {
  readonly statuses: readonly { readonly code: number; readonly key: string; readonly title: Bilingual }[];
  readonly mappings: readonly DossierStatusMapping[];
}

/** In force from a date on, until the next one. */
export interface DossierStatusMapping {
  readonly effectiveFrom: LocalDate;
  readonly basis: readonly LegalBasis[];
  /** What of it has not been compared with the text of the law: whoever relies on it compares first. */
  readonly toConfirm?: readonly Bilingual[];
  /** Only elements that the process begins with are active, and none has named a status. */
  readonly intake: number;
  readonly processing: number;
  /** A decision exists, or the dossier's time has ended. */
  readonly decided: number;
  readonly completed: number;
  /** Cause of the pause → status. */
  readonly pauses: Readonly<Record<string, number>>;
  readonly endings: Readonly<Record<'withdrawn' | 'stopped' | 'closed' | 'cancelled' | 'failed', number>>;
  /** Statuses named by an element that stay when the process completes. */
  readonly staysAtTheEnd: readonly number[];
}

/** Where a dossier stands between two steps. While its clock stands still and when it has ended `light` says it all. */
export interface DossierStanding {
  /** 1–10. */
  readonly status: number;
  /** Null while the clock runs, and without one. */
  readonly light: ClockLight | null;
  /** Running: at risk from here on; null: no warning. */
  readonly riskAt: Instant | null;
  /** Running: on time up to and with this instant. */
  readonly dueAt: Instant | null;
}

export interface DossierStatus {
  readonly code: number;
  readonly key: string;
  readonly title: Bilingual;
  /** The fact that decided: how it ended, the cause of a pause, an element that names a status, or where it stands. */
  readonly because: 'ending' | 'pause' | 'element' | 'completed' | 'decided' | 'intake' | 'processing';
  /** Against the deadline that holds now; null without a dossier clock. */
  readonly light: ClockLight | null;
  readonly dueAt: Instant | null;
  readonly originalDueAt: Instant | null;
  readonly supplements: number;
  readonly extensions: number;
  /** Version of the mapping. */
  readonly mappingFrom: LocalDate;
}
