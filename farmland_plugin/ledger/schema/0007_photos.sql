CREATE TABLE photo (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), sha256 TEXT NOT NULL REFERENCES attachment(sha256),
  round INTEGER NOT NULL, phash TEXT NOT NULL, facts TEXT NOT NULL, lon TEXT NOT NULL, lat TEXT NOT NULL,
  accuracy_m TEXT NOT NULL, azimuth TEXT NOT NULL, taken_at TEXT NOT NULL, clock_s TEXT NOT NULL, station TEXT NOT NULL,
  rules TEXT NOT NULL, checked_at TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (parcel_uid, sha256))
--
CREATE INDEX photo_file ON photo(sha256)
--
CREATE TABLE photo_flag (
  flag_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), sha256 TEXT NOT NULL,
  round INTEGER NOT NULL, code TEXT NOT NULL, figures TEXT NOT NULL, other_sha256 TEXT NOT NULL, other_uid TEXT NOT NULL,
  raised_at TEXT NOT NULL, rules TEXT NOT NULL, seq INTEGER NOT NULL)
--
CREATE INDEX photo_flag_parcel ON photo_flag(parcel_uid)
--
CREATE INDEX photo_flag_other ON photo_flag(other_uid)
--
CREATE TABLE photo_answer (
  answer_id TEXT PRIMARY KEY, flag_id TEXT NOT NULL REFERENCES photo_flag(flag_id),
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round INTEGER NOT NULL, verdict TEXT NOT NULL, words TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person(person_id), answered_on TEXT NOT NULL, seq INTEGER NOT NULL)
--
CREATE INDEX photo_answer_parcel ON photo_answer(parcel_uid)
--
CREATE INDEX photo_answer_flag ON photo_answer(flag_id)
--
CREATE TRIGGER photo_immutable BEFORE UPDATE ON photo
BEGIN SELECT RAISE(ABORT, 'photo is immutable'); END
--
CREATE TRIGGER photo_never_deleted BEFORE DELETE ON photo
BEGIN SELECT RAISE(ABORT, 'photo is never deleted'); END
--
CREATE TRIGGER photo_no_replace BEFORE INSERT ON photo
WHEN EXISTS (SELECT 1 FROM photo WHERE parcel_uid = NEW.parcel_uid AND sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'photo is never replaced'); END
--
CREATE TRIGGER photo_flag_immutable BEFORE UPDATE ON photo_flag
BEGIN SELECT RAISE(ABORT, 'photo_flag is immutable'); END
--
CREATE TRIGGER photo_flag_never_deleted BEFORE DELETE ON photo_flag
BEGIN SELECT RAISE(ABORT, 'photo_flag is never deleted'); END
--
CREATE TRIGGER photo_flag_no_replace BEFORE INSERT ON photo_flag
WHEN EXISTS (SELECT 1 FROM photo_flag WHERE flag_id = NEW.flag_id)
BEGIN SELECT RAISE(ABORT, 'photo_flag is never replaced'); END
--
CREATE TRIGGER photo_answer_immutable BEFORE UPDATE ON photo_answer
BEGIN SELECT RAISE(ABORT, 'photo_answer is immutable'); END
--
CREATE TRIGGER photo_answer_never_deleted BEFORE DELETE ON photo_answer
BEGIN SELECT RAISE(ABORT, 'photo_answer is never deleted'); END
--
CREATE TRIGGER photo_answer_no_replace BEFORE INSERT ON photo_answer
WHEN EXISTS (SELECT 1 FROM photo_answer WHERE answer_id = NEW.answer_id)
BEGIN SELECT RAISE(ABORT, 'photo_answer is never replaced'); END
