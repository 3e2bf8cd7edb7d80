ALTER TABLE case_state ADD COLUMN campaign TEXT NOT NULL DEFAULT ''
--
ALTER TABLE case_state ADD COLUMN department TEXT NOT NULL DEFAULT ''
--
ALTER TABLE case_state ADD COLUMN flags TEXT NOT NULL DEFAULT ''
--
ALTER TABLE case_state ADD COLUMN confirmed_area_m2 TEXT NOT NULL DEFAULT ''
--
DROP TRIGGER case_version_advances
--
UPDATE case_state SET campaign = (
  SELECT batch.source FROM parcel JOIN batch ON batch.batch_id = parcel.batch_id WHERE parcel.parcel_uid = case_state.parcel_uid)
--
CREATE TRIGGER case_version_advances BEFORE UPDATE ON case_state WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'version must advance by 1'); END
--
ALTER TABLE sign_off ADD COLUMN person_hash TEXT NOT NULL DEFAULT ''
--
ALTER TABLE sign_off ADD COLUMN reason TEXT NOT NULL DEFAULT ''
--
ALTER TABLE sign_off ADD COLUMN recorded_by TEXT NOT NULL DEFAULT ''
--
ALTER TABLE sign_off ADD COLUMN seq INTEGER NOT NULL DEFAULT 0
--
CREATE INDEX sign_off_parcel ON sign_off(parcel_uid, round)
--
ALTER TABLE parcel_attachment ADD COLUMN seq INTEGER NOT NULL DEFAULT 0
--
ALTER TABLE parcel_attachment ADD COLUMN removed_seq INTEGER
--
CREATE TABLE person (
  person_id TEXT PRIMARY KEY, name TEXT NOT NULL, id_no TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '',
  salt TEXT NOT NULL, person_hash TEXT NOT NULL, roles TEXT NOT NULL DEFAULT '', department TEXT NOT NULL DEFAULT '',
  township TEXT NOT NULL DEFAULT '', village TEXT NOT NULL DEFAULT '', login TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1, seq INTEGER NOT NULL)
--
CREATE TABLE duty (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), slot TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(person_id),
  department TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL,
  PRIMARY KEY (parcel_uid, slot, person_id))
--
CREATE TABLE visit (
  visit_id TEXT PRIMARY KEY, visited_on TEXT NOT NULL, team TEXT NOT NULL, place TEXT NOT NULL DEFAULT '',
  finding TEXT NOT NULL DEFAULT '', recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, seq INTEGER NOT NULL)
--
CREATE TABLE visit_parcel (
  visit_id TEXT NOT NULL REFERENCES visit(visit_id), parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid),
  PRIMARY KEY (visit_id, parcel_uid))
--
CREATE TABLE notice (
  notice_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round INTEGER NOT NULL, kind TEXT NOT NULL,
  number TEXT NOT NULL, issued_on TEXT NOT NULL, served_on TEXT NOT NULL DEFAULT '', due_on TEXT NOT NULL, attachment TEXT,
  note TEXT NOT NULL DEFAULT '', closed_on TEXT NOT NULL DEFAULT '', escalated_on TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL)
--
CREATE INDEX notice_parcel ON notice(parcel_uid)
--
CREATE TABLE deadline (
  deadline_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round INTEGER NOT NULL, node TEXT NOT NULL,
  starts_on TEXT NOT NULL, due_on TEXT NOT NULL, rule_id TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
  extended_seq INTEGER, done_on TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL)
--
CREATE INDEX deadline_parcel ON deadline(parcel_uid)
--
CREATE TABLE hold_period (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), kind TEXT NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL,
  until TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL, PRIMARY KEY (parcel_uid, seq, since))
--
CREATE TABLE merge (
  merge_id TEXT PRIMARY KEY, source TEXT NOT NULL, source_sha256 TEXT NOT NULL, common_seq INTEGER NOT NULL,
  their_seq INTEGER NOT NULL, their_hash TEXT NOT NULL, merged INTEGER NOT NULL, conflicts INTEGER NOT NULL,
  made_at TEXT NOT NULL, made_by TEXT NOT NULL, seq INTEGER NOT NULL, undone_seq INTEGER)
--
CREATE TABLE merged_event (
  merge_id TEXT NOT NULL REFERENCES merge(merge_id), seq INTEGER NOT NULL, body TEXT NOT NULL, body_hash TEXT NOT NULL,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL, sm3 TEXT NOT NULL, parcel_uid TEXT, action TEXT NOT NULL, ts TEXT NOT NULL,
  actor TEXT NOT NULL, merged_seq INTEGER NOT NULL, PRIMARY KEY (merge_id, seq))
--
CREATE INDEX merged_event_parcel ON merged_event(parcel_uid)
--
CREATE TRIGGER merged_event_append_only_update BEFORE UPDATE ON merged_event
BEGIN SELECT RAISE(ABORT, 'merged_event is append-only'); END
--
CREATE TRIGGER merged_event_append_only_delete BEFORE DELETE ON merged_event
BEGIN SELECT RAISE(ABORT, 'merged_event is append-only'); END
--
CREATE TRIGGER merged_event_no_replace BEFORE INSERT ON merged_event
WHEN EXISTS (SELECT 1 FROM merged_event WHERE merge_id = NEW.merge_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'merged_event is append-only'); END
--
CREATE TABLE conflict (
  conflict_id TEXT PRIMARY KEY, merge_id TEXT NOT NULL REFERENCES merge(merge_id),
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), field TEXT NOT NULL, ancestor TEXT NOT NULL, ours TEXT NOT NULL,
  theirs TEXT NOT NULL, our_actor TEXT NOT NULL, our_ts TEXT NOT NULL, their_actor TEXT NOT NULL, their_ts TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', resolution TEXT NOT NULL DEFAULT '', resolved_seq INTEGER)
--
CREATE INDEX conflict_parcel ON conflict(parcel_uid)
