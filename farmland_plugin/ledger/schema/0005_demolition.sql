CREATE TABLE completion (
  completion_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round INTEGER NOT NULL,
  stage TEXT NOT NULL, done_on TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(person_id), photos TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL, removed_seq INTEGER)
--
CREATE INDEX completion_parcel ON completion(parcel_uid, round)
--
CREATE TABLE residual (
  residual_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round INTEGER NOT NULL,
  kind TEXT NOT NULL, found_on TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(person_id), area_m2 TEXT NOT NULL,
  wkb TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL, removed_seq INTEGER)
--
CREATE INDEX residual_parcel ON residual(parcel_uid, round)
--
CREATE TRIGGER completion_immutable BEFORE UPDATE ON completion
WHEN NEW.completion_id <> OLD.completion_id OR NEW.parcel_uid <> OLD.parcel_uid OR NEW.round <> OLD.round OR NEW.stage <>
  OLD.stage OR NEW.done_on <> OLD.done_on OR NEW.person_id <> OLD.person_id OR NEW.photos <> OLD.photos OR NEW.note <>
  OLD.note OR NEW.seq <> OLD.seq
BEGIN SELECT RAISE(ABORT, 'completion is immutable'); END
--
CREATE TRIGGER completion_never_deleted BEFORE DELETE ON completion
BEGIN SELECT RAISE(ABORT, 'completion is never deleted'); END
--
CREATE TRIGGER completion_no_replace BEFORE INSERT ON completion
WHEN EXISTS (SELECT 1 FROM completion WHERE completion_id = NEW.completion_id)
BEGIN SELECT RAISE(ABORT, 'completion is never replaced'); END
--
CREATE TRIGGER residual_immutable BEFORE UPDATE ON residual
WHEN NEW.residual_id <> OLD.residual_id OR NEW.parcel_uid <> OLD.parcel_uid OR NEW.round <> OLD.round OR NEW.kind <>
  OLD.kind OR NEW.found_on <> OLD.found_on OR NEW.person_id <> OLD.person_id OR NEW.area_m2 <> OLD.area_m2 OR NEW.wkb <>
  OLD.wkb OR NEW.note <> OLD.note OR NEW.seq <> OLD.seq
BEGIN SELECT RAISE(ABORT, 'residual is immutable'); END
--
CREATE TRIGGER residual_never_deleted BEFORE DELETE ON residual
BEGIN SELECT RAISE(ABORT, 'residual is never deleted'); END
--
CREATE TRIGGER residual_no_replace BEFORE INSERT ON residual
WHEN EXISTS (SELECT 1 FROM residual WHERE residual_id = NEW.residual_id)
BEGIN SELECT RAISE(ABORT, 'residual is never replaced'); END
