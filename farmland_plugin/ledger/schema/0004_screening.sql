ALTER TABLE redline ADD COLUMN retired_at TEXT NOT NULL DEFAULT ''
--
ALTER TABLE redline ADD COLUMN retired_by TEXT NOT NULL DEFAULT ''
--
ALTER TABLE redline ADD COLUMN retired_why TEXT NOT NULL DEFAULT ''
--
ALTER TABLE redline ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'
--
ALTER TABLE screening ADD COLUMN rest_width_m REAL
--
CREATE TABLE overlap_part (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), redline_id TEXT NOT NULL REFERENCES redline(redline_id),
  role TEXT NOT NULL, class_code TEXT NOT NULL, detail TEXT NOT NULL, area_m2 REAL NOT NULL, net_area_m2 REAL NOT NULL,
  PRIMARY KEY (parcel_uid, redline_id, class_code, detail), CHECK (detail <> ''))
--
CREATE TABLE role_cover (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), role TEXT NOT NULL, covered_m2 REAL NOT NULL,
  uncovered_m2 REAL NOT NULL, rest_width_m REAL, PRIMARY KEY (parcel_uid, role))
--
CREATE TRIGGER redline_immutable BEFORE UPDATE ON redline
WHEN NEW.redline_id <> OLD.redline_id OR NEW.role <> OLD.role OR NEW.name <> OLD.name OR NEW.vintage <> OLD.vintage
  OR NEW.source_path <> OLD.source_path OR NEW.sha256 <> OLD.sha256 OR NEW.features <> OLD.features
  OR NEW.repaired <> OLD.repaired OR NEW.cache <> OLD.cache OR NEW.source_crs <> OLD.source_crs
  OR NEW.field_map <> OLD.field_map OR NEW.registered_at <> OLD.registered_at OR NEW.registered_by <> OLD.registered_by
  OR NEW.settings <> OLD.settings OR OLD.retired_at <> ''
BEGIN SELECT RAISE(ABORT, 'redline is immutable'); END
--
CREATE TRIGGER redline_never_deleted BEFORE DELETE ON redline
BEGIN SELECT RAISE(ABORT, 'redline is never deleted'); END
--
CREATE TRIGGER redline_no_replace BEFORE INSERT ON redline
WHEN EXISTS (SELECT 1 FROM redline WHERE redline_id = NEW.redline_id)
BEGIN SELECT RAISE(ABORT, 'redline is never replaced'); END
