/** The apps reach the database through the domain alone; what they need to start it is passed on from here. */
export { createDatabase, type Database, newId } from '@vaani/db';
export { type CallAnalytics, type CallGroup, callAnalytics, groupOf, groups } from './analytics/call-analytics.ts';
export { type CostAnalytics, costAnalytics } from './analytics/cost-analytics.ts';
export { type LatencyAnalytics, latencyAnalytics } from './analytics/latency-analytics.ts';
export { listVisits, visitListSchema } from './analytics/list-visits.ts';
export { rangeSchema } from './analytics/range.ts';
export { rollUp, rollUpDays } from './analytics/roll-up.ts';
export { type VisitAnalytics, visitAnalytics } from './analytics/visit-analytics.ts';
export { type VisitKind, visitKinds } from './analytics/visit-kinds.ts';
export * from './api-keys/manage-keys.ts';
export * from './api-keys/present-key.ts';
export * from './api-keys/scopes.ts';
export { type AuditAction, auditActions } from './audit/actions.ts';
export * from './audit/list-audit.ts';
export * from './audit/record.ts';
export * from './calendars/feeds.ts';
export * from './calendars/fetch-calendar.ts';
export * from './calendars/list-clashes.ts';
export * from './calendars/outside-calendars.ts';
export * from './calendars/read-feed.ts';
export { askCallbackSchema, askForCallback } from './callbacks/ask-for-callback.ts';
export * from './callbacks/call-in-person.ts';
export { callbackPeople } from './callbacks/callback-people.ts';
export * from './callbacks/keep-callback.ts';
export * from './callbacks/leave-callback.ts';
export * from './callbacks/list-callbacks.ts';
export * from './callbacks/place-call.ts';
export { callRequestSchema, requestCall, requestCallInPerson } from './callbacks/request-call.ts';
export * from './callbacks/settle-attempt.ts';
export { actOnCall, type CallAct } from './calls/act-on-call.ts';
export {
  type CallDisposition,
  type CallQuery,
  callOutcomes,
  callQuerySchema,
  dispositions,
  type Stage,
  stages,
} from './calls/call-query.ts';
export {
  addCallTask,
  addCallTaskSchema,
  type CallTask,
  closeCallTask,
  closeCallTaskSchema,
} from './calls/call-tasks.ts';
export * from './calls/cost.ts';
export { type DeskLine, deskSocketOf, ticketFor } from './calls/desk-line.ts';
export * from './calls/find-call.ts';
export { indexOldCalls, wordTokens } from './calls/index-call.ts';
export type { CallStart } from './calls/insert-call.ts';
export { type EndedCall, justEnded } from './calls/just-ended.ts';
export { type CallPage, listCalls } from './calls/list-calls.ts';
export * from './calls/read-calls.ts';
export * from './calls/reap-call.ts';
export { type EarlierTalk, reopenCall } from './calls/reopen-call.ts';
export { callReviewSchema, reviewCall } from './calls/review-call.ts';
export * from './calls/rings-too-often.ts';
export * from './calls/summarise.ts';
export { type StaffAct, type ToolNote, type TurnStages, toolNoteOf } from './calls/turn-record.ts';
export * from './calls/types.ts';
export { type CallWish, wishes, wishesOf } from './calls/wishes.ts';
export * from './calls/write-calls.ts';
export { type Draft, draftSchema, withDraft } from './clinic/draft.ts';
export * from './clinic/profile.ts';
export * from './clinic/provider-order.ts';
export * from './clinic/provider-order-schema.ts';
export * from './clinic/speech-schema.ts';
export * from './clinic/speech-settings.ts';
export * from './connect.ts';
export * from './context.ts';
export * from './day/apply-day.ts';
export * from './day/follow-up-calls.ts';
export { clearLate, clearLateSchema, listLate } from './day/late.ts';
export type { Lateness } from './day/late-now.ts';
export {
  addLeave,
  addLeaveSchema,
  type LeaveView,
  leaveQuerySchema,
  listLeaves,
  removeLeave,
  removeLeaveSchema,
} from './day/leaves.ts';
export type { FollowUpReason } from './day/plan.ts';
export type { DayPlan, PlanItem } from './day/plan-day.ts';
export * from './day/preview-day.ts';
export { applyDaySchema, dayRequestSchema } from './day/request.ts';
export type { SessionView } from './day/sessions.ts';
export { type UndoneDay, undoDay, undoDaySchema } from './day/undo-day.ts';
export * from './exports/export-appointments.ts';
export { type CallExport, callExportSchema, exportCalls } from './exports/export-calls.ts';
export * from './exports/export-patients.ts';
export * from './exports/list-exports.ts';
export { importTemplate } from './imports/import-template.ts';
export { importFileSchema, previewImport } from './imports/preview-import.ts';
export { getImport, type ImportDetails, type ImportView, importIdSchema, listImports } from './imports/read-import.ts';
export { type ImportResult, importSchema, runImport } from './imports/run-import.ts';
export { giveUpImport, runImportJob } from './imports/run-import-job.ts';
export type { ImportKind, ImportReport, LineDuplicate, LineProblem } from './imports/types.ts';
export { type KeptReason, type UndoneImport, undoImport } from './imports/undo-import.ts';
export { badInput } from './input.ts';
export type { JobData, JobName, JobQueue } from './jobs/queue.ts';
export { queueForAll } from './jobs/queue-for-all.ts';
export { tidyClinic } from './jobs/tidy-clinic.ts';
export type { Language } from './language.ts';
export * from './links/appointment-link.ts';
export * from './links/appointment-link-actions.ts';
export * from './links/link-calendar.ts';
export * from './links/link-slots.ts';
export type { LinkPurpose } from './links/link-token.ts';
export * from './links/offer-link.ts';
export { type ClosedLink, type LinkRequest, purposeOfLink } from './links/open-link.ts';
export * from './messages/channel.ts';
export * from './messages/dead-messages.ts';
export * from './messages/kinds.ts';
export * from './messages/list-messages.ts';
export * from './messages/list-replies.ts';
export * from './messages/message-settings.ts';
export * from './messages/message-ways.ts';
export {
  type AddressOptOut,
  patientOptOutSchema,
  patientOptOuts,
  setPatientOptOut,
} from './messages/patient-opt-outs.ts';
export * from './messages/receive-reply.ts';
export * from './messages/record-delivery.ts';
export * from './messages/send-message.ts';
export * from './outside/outside.ts';
export * from './outside/outside-url.ts';
export * from './outside/public-address.ts';
export { countTroubles, type Troubles } from './outside/troubles.ts';
export * from './patients/birth.ts';
export { blockCallOf, callBlockSchema, isCallBlocked, unblockCallOf } from './patients/block-call.ts';
export * from './patients/blocked-callers.ts';
export * from './patients/consent.ts';
export * from './patients/find-duplicates.ts';
export * from './patients/get-patient.ts';
export * from './patients/guardians.ts';
export * from './patients/identify-caller.ts';
export { apartSchema, keepApart } from './patients/keep-apart.ts';
export { type MergeResult, mergePatients, mergeSchema } from './patients/merge-patients.ts';
export type { PatientBrief } from './patients/patient-brief.ts';
export { addPhone, newPhoneSchema, phoneOfSchema, removePhone, setPrimaryPhone } from './patients/patient-phones.ts';
export { type PatientCandidate, patientsByPhone } from './patients/patients-by-phone.ts';
export * from './patients/phone.ts';
export * from './patients/register-patient.ts';
export { sameName } from './patients/same-name.ts';
export * from './patients/search-patients.ts';
export * from './patients/to-be-completed.ts';
export { getUhidSeries, setUhidSeries, type UhidSeries, uhidSeriesSchema } from './patients/uhid.ts';
export * from './patients/undo-merge.ts';
export * from './patients/update-patient.ts';
export {
  acceptanceSchema,
  acceptInvitation,
  type OpenInvitation,
  openInvitation,
} from './people/accept-invitation.ts';
export {
  type InvitationView,
  invite,
  listInvitations,
  type MadeInvitation,
  newInvitationSchema,
  resetPassword,
  revokeInvitation,
} from './people/invitations.ts';
export {
  changeMember,
  listMembers,
  type Member,
  memberChangeSchema,
  removeMember,
  setMemberDisabled,
  signOutEverywhere,
  userIdSchema,
} from './people/members.ts';
export * from './people/passwords.ts';
export * from './people/roles.ts';
export * from './people/sign-in.ts';
export { type AnswerMode, answerModes } from './phone/answer-modes.ts';
export * from './phone/opening-hours.ts';
export * from './phone/phone-settings.ts';
export * from './phone/spend.ts';
export * from './phone/who-answers.ts';
export * from './queue/call-next.ts';
export * from './queue/change-token.ts';
export * from './queue/issue-token.ts';
export * from './queue/list-tokens.ts';
export {
  type QueueState,
  type QueueStatus,
  queueStatus,
  queueStatusSchema,
} from './queue/queue-status.ts';
export * from './queue/token-statuses.ts';
export type { TokenView } from './queue/token-view.ts';
export * from './queue/waiting-room-view.ts';
export {
  listWaitingRooms,
  makeWaitingRoom,
  makeWaitingRoomSchema,
  revokeWaitingRoom,
  revokeWaitingRoomSchema,
  type WaitingRoom,
} from './queue/waiting-rooms.ts';
export type { Predicate, Refusal } from './refusals/refusal.ts';
export * from './refusals/word-refusal.ts';
export { rehearse } from './rehearsal.ts';
export * from './scheduling/appointments/auto-no-show.ts';
export * from './scheduling/appointments/change-reason.ts';
export * from './scheduling/appointments/change-status.ts';
export * from './scheduling/appointments/get-appointment.ts';
export * from './scheduling/appointments/page-appointments.ts';
export * from './scheduling/appointments/reschedule.ts';
export * from './scheduling/appointments/restore.ts';
export { getVisit, noteVisit, type Visit, visitNoteSchema } from './scheduling/appointments/visit.ts';
export * from './scheduling/availability.ts';
export * from './scheduling/book.ts';
export * from './scheduling/cancel.ts';
export * from './scheduling/civil-time.ts';
export * from './scheduling/day-schedule.ts';
export * from './scheduling/day-sheet.ts';
export * from './scheduling/doctor-schedule.ts';
export * from './scheduling/follow-up.ts';
export { type HoldResult, holdSchema, holdSlot, releaseHold, releaseSchema } from './scheduling/hold.ts';
export * from './scheduling/hours/block-time.ts';
export * from './scheduling/hours/date-overrides.ts';
export * from './scheduling/hours/holidays.ts';
export * from './scheduling/hours/list-hours.ts';
export * from './scheduling/list.ts';
export { type MonthDay, monthLoad, monthLoadSchema } from './scheduling/month-load.ts';
export * from './scheduling/search-slots.ts';
export * from './scheduling/slot-choice.ts';
export * from './scheduling/statuses.ts';
export * from './scheduling/sweep-hold.ts';
export * from './scheduling/types.ts';
export * from './scheduling/wanted-slot.ts';
export * from './settings/branches.ts';
export * from './settings/clinic-details.ts';
export * from './settings/doctors.ts';
export * from './settings/knowledge.ts';
export * from './settings/phone-numbers.ts';
export * from './settings/preview-week.ts';
export * from './settings/services.ts';
export { versioned, versionedSchema, versionOf } from './settings/version.ts';
export * from './settings/week-hours.ts';
export { createFirstClinic, firstClinicSchema, isUntouched } from './setup/first-clinic.ts';
export { noteGreetingHeard } from './setup/note-greeting.ts';
export * from './setup/progress.ts';
export * from './transfers/directory.ts';
export * from './transfers/duty.ts';
export * from './transfers/reasons.ts';
export * from './transfers/recent-dial.ts';
export { isWithinDuty } from './transfers/route-transfer.ts';
export * from './transfers/transfer-steps.ts';
export { type DeskTransferTarget, isTransferTarget, listTransferTargets } from './transfers/transfer-targets.ts';
export * from './transfers/whisper.ts';
export * from './waitlist/answer-offer.ts';
export * from './waitlist/join.ts';
export * from './waitlist/leave.ts';
export * from './waitlist/list.ts';
export { offerFreed, passOnOffer } from './waitlist/pass-on.ts';
export type { OfferStatus, WaitlistEntry, WaitlistOffer, WaitlistStatus } from './waitlist/types.ts';
export * from './webhooks/deliver.ts';
export * from './webhooks/deliveries.ts';
export * from './webhooks/endpoints.ts';
export * from './webhooks/events.ts';
export * from './webhooks/forget-deliveries.ts';
