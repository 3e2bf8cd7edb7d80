CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)
--
CREATE TABLE dictionary (name TEXT PRIMARY KEY, json TEXT NOT NULL, sha256 TEXT NOT NULL)
--
CREATE TABLE rule (name TEXT PRIMARY KEY, json TEXT NOT NULL, sha256 TEXT NOT NULL)
--
CREATE TABLE batch (
  batch_id TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  read_count INTEGER NOT NULL, imported_count INTEGER NOT NULL, quarantined_count INTEGER NOT NULL,
  repaired_count INTEGER NOT NULL, overlapping_count INTEGER NOT NULL, remediate_by TEXT, accept_by TEXT,
  imported_at TEXT NOT NULL, imported_by TEXT NOT NULL, note TEXT NOT NULL,
  CHECK (read_count = imported_count + quarantined_count))
--
CREATE TABLE parcel (
  fid INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB NOT NULL, parcel_uid TEXT NOT NULL UNIQUE, source_no TEXT NOT NULL,
  batch_id TEXT NOT NULL REFERENCES batch(batch_id), parent_uid TEXT, township TEXT NOT NULL, village TEXT NOT NULL,
  monitored_area_m2 REAL, area_m2 REAL NOT NULL, attributes TEXT NOT NULL, source_file TEXT NOT NULL,
  source_row INTEGER NOT NULL, source_crs TEXT NOT NULL, issued_geom BLOB, geom_hash TEXT NOT NULL, repair TEXT NOT NULL)
--
CREATE INDEX parcel_source_no ON parcel(source_no)
--
CREATE INDEX parcel_batch ON parcel(batch_id)
--
CREATE TABLE quarantine (
  batch_id TEXT NOT NULL REFERENCES batch(batch_id), source_file TEXT NOT NULL, source_row INTEGER NOT NULL,
  reason TEXT NOT NULL, attributes TEXT NOT NULL, wkb BLOB)
--
CREATE TABLE case_state (
  parcel_uid TEXT PRIMARY KEY REFERENCES parcel(parcel_uid), status TEXT NOT NULL, hold TEXT NOT NULL DEFAULT '',
  finding TEXT NOT NULL DEFAULT '', disposition TEXT NOT NULL DEFAULT '', category TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '', surveyed_on TEXT NOT NULL DEFAULT '', surveyors TEXT NOT NULL DEFAULT '',
  facts TEXT NOT NULL DEFAULT '{}', round INTEGER NOT NULL DEFAULT 1, version INTEGER NOT NULL DEFAULT 1,
  last_seq INTEGER NOT NULL DEFAULT 0, last_hash TEXT NOT NULL DEFAULT '', updated_at TEXT NOT NULL DEFAULT '',
  updated_by TEXT NOT NULL DEFAULT '')
--
CREATE TABLE redline (
  redline_id TEXT PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, vintage TEXT NOT NULL, source_path TEXT NOT NULL,
  sha256 TEXT NOT NULL, features INTEGER NOT NULL, repaired INTEGER NOT NULL, cache TEXT NOT NULL,
  source_crs TEXT NOT NULL, field_map TEXT NOT NULL, registered_at TEXT NOT NULL, registered_by TEXT NOT NULL)
--
CREATE TABLE overlap (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), redline_id TEXT NOT NULL REFERENCES redline(redline_id),
  role TEXT NOT NULL, class_code TEXT NOT NULL, area_m2 REAL NOT NULL, net_area_m2 REAL NOT NULL,
  PRIMARY KEY (parcel_uid, redline_id, class_code))
--
CREATE TABLE screening (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), redline_id TEXT NOT NULL REFERENCES redline(redline_id),
  role TEXT NOT NULL, covered_m2 REAL NOT NULL, uncovered_m2 REAL NOT NULL, double_m2 REAL NOT NULL,
  closure_m2 REAL NOT NULL, screened_at TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (parcel_uid, redline_id))
--
CREATE TABLE scene (
  scene_id TEXT PRIMARY KEY, role TEXT NOT NULL, captured TEXT NOT NULL, source TEXT NOT NULL, resolution_m REAL NOT NULL,
  path TEXT NOT NULL, sha256 TEXT NOT NULL, crs TEXT NOT NULL, min_x REAL NOT NULL, min_y REAL NOT NULL,
  max_x REAL NOT NULL, max_y REAL NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL)
--
CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY, sm3 TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL, rel_path TEXT NOT NULL,
  orig_name TEXT NOT NULL, kind TEXT NOT NULL, captured_at TEXT, lon REAL, lat REAL, azimuth REAL, exif TEXT,
  imported_at TEXT NOT NULL, imported_by TEXT NOT NULL, redacted_of TEXT)
--
CREATE TABLE parcel_attachment (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), sha256 TEXT NOT NULL REFERENCES attachment(sha256),
  role TEXT NOT NULL, round INTEGER NOT NULL, ord INTEGER NOT NULL DEFAULT 0, caption TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (parcel_uid, sha256, role, round))
--
CREATE TABLE sign_off (
  sign_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round INTEGER NOT NULL,
  stage TEXT NOT NULL, level INTEGER NOT NULL, role TEXT NOT NULL, person_id TEXT NOT NULL, method TEXT NOT NULL,
  decision TEXT NOT NULL, subject_hash TEXT NOT NULL, opinion TEXT NOT NULL, signed_at TEXT NOT NULL, attachment TEXT,
  witness1 TEXT, witness2 TEXT, proxy TEXT, void_seq INTEGER)
--
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, body TEXT NOT NULL, body_hash TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL,
  sm3 TEXT NOT NULL, parcel_uid TEXT, action TEXT NOT NULL, ts TEXT NOT NULL, actor TEXT NOT NULL)
--
CREATE INDEX event_parcel ON event(parcel_uid, seq)
--
CREATE TABLE anchor (
  anchor_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL, sm3 TEXT NOT NULL, kind TEXT NOT NULL,
  made_at TEXT NOT NULL, note TEXT NOT NULL DEFAULT '')
--
CREATE TABLE package (
  package_id TEXT PRIMARY KEY, kind TEXT NOT NULL, recipient TEXT NOT NULL, parcel_uid TEXT, parcels TEXT NOT NULL,
  folder_name TEXT NOT NULL, path TEXT NOT NULL, code TEXT NOT NULL, root_sha256 TEXT NOT NULL, root_sm3 TEXT NOT NULL,
  seq INTEGER NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, verified_at TEXT NOT NULL DEFAULT '',
  verdict TEXT NOT NULL DEFAULT '')
--
CREATE TRIGGER parcel_immutable_update BEFORE UPDATE ON parcel
BEGIN SELECT RAISE(ABORT, 'parcel is immutable'); END
--
CREATE TRIGGER parcel_immutable_delete BEFORE DELETE ON parcel
BEGIN SELECT RAISE(ABORT, 'parcel is immutable'); END
--
CREATE TRIGGER parcel_no_replace BEFORE INSERT ON parcel
WHEN EXISTS (SELECT 1 FROM parcel WHERE parcel_uid = NEW.parcel_uid OR fid = NEW.fid)
BEGIN SELECT RAISE(ABORT, 'parcel is immutable'); END
--
CREATE TRIGGER event_append_only_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
--
CREATE TRIGGER event_append_only_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
--
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq) OR NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
--
CREATE TRIGGER case_version_advances BEFORE UPDATE ON case_state WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'version must advance by 1'); END
--
CREATE TRIGGER case_never_deleted BEFORE DELETE ON case_state
BEGIN SELECT RAISE(ABORT, 'case_state is never deleted'); END
--
CREATE TRIGGER case_no_replace BEFORE INSERT ON case_state
WHEN EXISTS (SELECT 1 FROM case_state WHERE parcel_uid = NEW.parcel_uid)
BEGIN SELECT RAISE(ABORT, 'case_state is never replaced'); END
