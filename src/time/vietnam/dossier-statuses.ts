// The ten national statuses of a dossier and how the facts of a procedure map to them. Data; the tests check the file by its schema.
import type { DossierStatusData } from '../../model/dossier.ts';
import file from '../data/vn-dossier-statuses.json' with { type: 'json' };

export const vietnamDossierStatuses = file as unknown as DossierStatusData;
