CREATE TABLE scene_tile (
  scene_id TEXT NOT NULL REFERENCES scene(scene_id), ord INTEGER NOT NULL, captured TEXT NOT NULL, source TEXT NOT NULL,
  min_x REAL NOT NULL, min_y REAL NOT NULL, max_x REAL NOT NULL, max_y REAL NOT NULL, wkb TEXT NOT NULL,
  PRIMARY KEY (scene_id, ord))
--
CREATE TABLE scene_retired (
  scene_id TEXT PRIMARY KEY REFERENCES scene(scene_id), retired_at TEXT NOT NULL, retired_by TEXT NOT NULL, why TEXT NOT NULL,
  seq INTEGER NOT NULL)
--
CREATE TABLE control_building (
  control_id TEXT PRIMARY KEY, before_id TEXT NOT NULL REFERENCES scene(scene_id),
  after_id TEXT NOT NULL REFERENCES scene(scene_id), wkb TEXT NOT NULL, note TEXT NOT NULL, marked_at TEXT NOT NULL,
  marked_by TEXT NOT NULL, seq INTEGER NOT NULL, removed_seq INTEGER)
--
CREATE INDEX control_building_pair ON control_building(before_id, after_id)
--
CREATE TABLE pair_check (
  check_id TEXT PRIMARY KEY, before_id TEXT NOT NULL REFERENCES scene(scene_id),
  after_id TEXT NOT NULL REFERENCES scene(scene_id), before_on TEXT NOT NULL, after_on TEXT NOT NULL,
  profile_version TEXT NOT NULL, input_key TEXT NOT NULL, windows INTEGER NOT NULL, shift_x_m REAL, shift_y_m REAL, mad_m REAL,
  controls INTEGER NOT NULL, controls_failed INTEGER NOT NULL, control_result TEXT NOT NULL, detail TEXT NOT NULL,
  made_at TEXT NOT NULL, seq INTEGER NOT NULL)
--
CREATE INDEX pair_check_key ON pair_check(input_key)
--
CREATE TABLE comparison (
  comparison_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round INTEGER NOT NULL,
  before_id TEXT NOT NULL REFERENCES scene(scene_id), after_id TEXT NOT NULL REFERENCES scene(scene_id),
  before_on TEXT NOT NULL, after_on TEXT NOT NULL, profile_version TEXT NOT NULL, profile_sha256 TEXT NOT NULL,
  input_key TEXT NOT NULL, suggestion TEXT NOT NULL, reasons TEXT NOT NULL, scores TEXT NOT NULL, shift_x_m REAL,
  shift_y_m REAL, residual_m2 REAL NOT NULL, residual_share REAL NOT NULL, residual_wkb TEXT NOT NULL, heat_map TEXT NOT NULL,
  made_at TEXT NOT NULL, seq INTEGER NOT NULL)
--
CREATE INDEX comparison_parcel ON comparison(parcel_uid, seq)
--
CREATE INDEX comparison_key ON comparison(input_key)
--
CREATE TRIGGER scene_tile_immutable BEFORE UPDATE ON scene_tile
BEGIN SELECT RAISE(ABORT, 'scene_tile is append-only'); END
--
CREATE TRIGGER scene_tile_never_deleted BEFORE DELETE ON scene_tile
BEGIN SELECT RAISE(ABORT, 'scene_tile is append-only'); END
--
CREATE TRIGGER scene_tile_no_replace BEFORE INSERT ON scene_tile
WHEN EXISTS (SELECT 1 FROM scene_tile WHERE scene_id = NEW.scene_id AND ord = NEW.ord)
BEGIN SELECT RAISE(ABORT, 'scene_tile is append-only'); END
--
CREATE TRIGGER scene_retired_immutable BEFORE UPDATE ON scene_retired
BEGIN SELECT RAISE(ABORT, 'scene_retired is append-only'); END
--
CREATE TRIGGER scene_retired_never_deleted BEFORE DELETE ON scene_retired
BEGIN SELECT RAISE(ABORT, 'scene_retired is append-only'); END
--
CREATE TRIGGER scene_retired_no_replace BEFORE INSERT ON scene_retired
WHEN EXISTS (SELECT 1 FROM scene_retired WHERE scene_id = NEW.scene_id)
BEGIN SELECT RAISE(ABORT, 'scene_retired is append-only'); END
--
CREATE TRIGGER control_building_immutable BEFORE UPDATE ON control_building
WHEN NEW.control_id <> OLD.control_id OR NEW.before_id <> OLD.before_id OR NEW.after_id <> OLD.after_id OR NEW.wkb <> OLD.wkb
  OR NEW.note <> OLD.note OR NEW.marked_at <> OLD.marked_at OR NEW.marked_by <> OLD.marked_by OR NEW.seq <> OLD.seq
  OR OLD.removed_seq IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'control_building is immutable'); END
--
CREATE TRIGGER control_building_never_deleted BEFORE DELETE ON control_building
BEGIN SELECT RAISE(ABORT, 'control_building is never deleted'); END
--
CREATE TRIGGER control_building_no_replace BEFORE INSERT ON control_building
WHEN EXISTS (SELECT 1 FROM control_building WHERE control_id = NEW.control_id)
BEGIN SELECT RAISE(ABORT, 'control_building is never replaced'); END
--
CREATE TRIGGER pair_check_immutable BEFORE UPDATE ON pair_check
BEGIN SELECT RAISE(ABORT, 'pair_check is append-only'); END
--
CREATE TRIGGER pair_check_never_deleted BEFORE DELETE ON pair_check
BEGIN SELECT RAISE(ABORT, 'pair_check is append-only'); END
--
CREATE TRIGGER pair_check_no_replace BEFORE INSERT ON pair_check
WHEN EXISTS (SELECT 1 FROM pair_check WHERE check_id = NEW.check_id)
BEGIN SELECT RAISE(ABORT, 'pair_check is append-only'); END
--
CREATE TRIGGER comparison_immutable BEFORE UPDATE ON comparison
BEGIN SELECT RAISE(ABORT, 'comparison is append-only'); END
--
CREATE TRIGGER comparison_never_deleted BEFORE DELETE ON comparison
BEGIN SELECT RAISE(ABORT, 'comparison is append-only'); END
--
CREATE TRIGGER comparison_no_replace BEFORE INSERT ON comparison
WHEN EXISTS (SELECT 1 FROM comparison WHERE comparison_id = NEW.comparison_id)
BEGIN SELECT RAISE(ABORT, 'comparison is append-only'); END
