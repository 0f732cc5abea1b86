import type { Routes } from '../../edge/route.js';
import type { AttachmentService } from './attachments.service.js';
import type { MedicalRecordService } from './medical-records.service.js';

export function medicalRecordRoutes(
  medicalRecords: MedicalRecordService,
  attachments: AttachmentService,
): Routes<'medicalRecords'> {
  return {
    list: ({ actor, query }) => medicalRecords.list(actor, query),
    create: ({ actor, body }) => medicalRecords.create(actor, body),
    forPatient: ({ actor, params, query }) => medicalRecords.listForPatient(actor, params.patient_id, query),
    get: ({ actor, params }) => medicalRecords.get(actor, params.id),
    update: ({ actor, params, body }) => medicalRecords.update(actor, params.id, body),
    delete: ({ actor, params }) => medicalRecords.delete(actor, params.id),
    history: ({ actor, params, query }) => medicalRecords.history(actor, params.id, query),
    listAttachments: ({ actor, params, query }) => attachments.list(actor, params.id, query),
    addAttachment: ({ actor, params, readFile }) => attachments.add(actor, params.id, readFile),
    getAttachment: ({ actor, params }) => attachments.download(actor, params.id, params.attachment_id),
    deleteAttachment: ({ actor, params }) => attachments.delete(actor, params.id, params.attachment_id),
  };
}
