CREATE TABLE scene_tile (
  scene_id TEXT NOT NULL REFERENCES scene(scene_id), ord bigint NOT NULL, captured TEXT NOT NULL, source TEXT NOT NULL,
  min_x double precision NOT NULL, min_y double precision NOT NULL, max_x double precision NOT NULL,
  max_y double precision NOT NULL, wkb TEXT NOT NULL,
  PRIMARY KEY (scene_id, ord))
--
CREATE TABLE scene_retired (
  scene_id TEXT PRIMARY KEY REFERENCES scene(scene_id), retired_at TEXT NOT NULL, retired_by TEXT NOT NULL, why TEXT NOT NULL,
  seq bigint NOT NULL)
--
CREATE TABLE control_building (
  control_id TEXT PRIMARY KEY, before_id TEXT NOT NULL REFERENCES scene(scene_id),
  after_id TEXT NOT NULL REFERENCES scene(scene_id), wkb TEXT NOT NULL, note TEXT NOT NULL, marked_at TEXT NOT NULL,
  marked_by TEXT NOT NULL, seq bigint NOT NULL, removed_seq bigint)
--
CREATE INDEX control_building_pair ON control_building(before_id, after_id)
--
CREATE TABLE pair_check (
  check_id TEXT PRIMARY KEY, before_id TEXT NOT NULL REFERENCES scene(scene_id),
  after_id TEXT NOT NULL REFERENCES scene(scene_id), before_on TEXT NOT NULL, after_on TEXT NOT NULL,
  profile_version TEXT NOT NULL, input_key TEXT NOT NULL, windows bigint NOT NULL,
  shift_x_m double precision, shift_y_m double precision, mad_m double precision,
  controls bigint NOT NULL, controls_failed bigint NOT NULL, control_result TEXT NOT NULL, detail TEXT NOT NULL,
  made_at TEXT NOT NULL, seq bigint NOT NULL)
--
CREATE INDEX pair_check_key ON pair_check(input_key)
--
CREATE TABLE comparison (
  comparison_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round bigint NOT NULL,
  before_id TEXT NOT NULL REFERENCES scene(scene_id), after_id TEXT NOT NULL REFERENCES scene(scene_id),
  before_on TEXT NOT NULL, after_on TEXT NOT NULL, profile_version TEXT NOT NULL, profile_sha256 TEXT NOT NULL,
  input_key TEXT NOT NULL, suggestion TEXT NOT NULL, reasons TEXT NOT NULL, scores TEXT NOT NULL, shift_x_m double precision,
  shift_y_m double precision, residual_m2 double precision NOT NULL, residual_share double precision NOT NULL,
  residual_wkb TEXT NOT NULL, heat_map TEXT NOT NULL, made_at TEXT NOT NULL, seq bigint NOT NULL)
--
CREATE INDEX comparison_parcel ON comparison(parcel_uid, seq)
--
CREATE INDEX comparison_key ON comparison(input_key)
