ALTER TABLE redline ADD COLUMN retired_at TEXT NOT NULL DEFAULT ''
--
ALTER TABLE redline ADD COLUMN retired_by TEXT NOT NULL DEFAULT ''
--
ALTER TABLE redline ADD COLUMN retired_why TEXT NOT NULL DEFAULT ''
--
ALTER TABLE redline ADD COLUMN settings TEXT NOT NULL DEFAULT '{{}}'
--
ALTER TABLE screening ADD COLUMN rest_width_m double precision
--
CREATE TABLE overlap_part (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), redline_id TEXT NOT NULL REFERENCES redline(redline_id),
  role TEXT NOT NULL, class_code TEXT NOT NULL, detail TEXT NOT NULL, area_m2 double precision NOT NULL,
  net_area_m2 double precision NOT NULL, PRIMARY KEY (parcel_uid, redline_id, class_code, detail), CHECK (detail <> ''))
--
CREATE TABLE role_cover (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), role TEXT NOT NULL, covered_m2 double precision NOT NULL,
  uncovered_m2 double precision NOT NULL, rest_width_m double precision, PRIMARY KEY (parcel_uid, role))
