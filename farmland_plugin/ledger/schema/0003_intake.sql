ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'issued'
--
ALTER TABLE batch ADD COLUMN reissue_of TEXT NOT NULL DEFAULT ''
--
CREATE TABLE clue (
  clue_id TEXT PRIMARY KEY, batch_id TEXT NOT NULL REFERENCES batch(batch_id), source_no TEXT NOT NULL, x REAL NOT NULL,
  y REAL NOT NULL, attributes TEXT NOT NULL, source_file TEXT NOT NULL, source_row INTEGER NOT NULL,
  source_crs TEXT NOT NULL, parcel_uid TEXT NOT NULL DEFAULT '')
--
CREATE INDEX clue_batch ON clue(batch_id)
--
CREATE INDEX clue_parcel ON clue(parcel_uid)
--
CREATE TABLE place (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), seq INTEGER NOT NULL, township TEXT NOT NULL, village TEXT NOT NULL,
  grid TEXT NOT NULL, township_name TEXT NOT NULL, village_name TEXT NOT NULL, origin TEXT NOT NULL, share REAL,
  issued_differs INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (parcel_uid, seq))
--
CREATE INDEX place_seq ON place(seq)
--
CREATE TABLE parcel_link (
  link_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid),
  other_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), relation TEXT NOT NULL, common_m2 REAL NOT NULL, share REAL NOT NULL,
  other_share REAL NOT NULL, iou REAL NOT NULL, seq INTEGER NOT NULL, decision TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '', decided_by TEXT NOT NULL DEFAULT '', decided_at TEXT NOT NULL DEFAULT '',
  UNIQUE (parcel_uid, other_uid), CHECK (parcel_uid <> other_uid))
--
CREATE INDEX parcel_link_other ON parcel_link(other_uid)
--
CREATE TABLE reissue (
  batch_id TEXT NOT NULL REFERENCES batch(batch_id), source_no TEXT NOT NULL, verdict TEXT NOT NULL, parcel_uid TEXT NOT NULL,
  other_uid TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (batch_id, parcel_uid, other_uid))
--
CREATE TRIGGER clue_immutable BEFORE UPDATE ON clue
WHEN NEW.clue_id <> OLD.clue_id OR NEW.batch_id <> OLD.batch_id OR NEW.source_no <> OLD.source_no OR NEW.x <> OLD.x
  OR NEW.y <> OLD.y OR NEW.attributes <> OLD.attributes OR NEW.source_file <> OLD.source_file
  OR NEW.source_row <> OLD.source_row OR NEW.source_crs <> OLD.source_crs
BEGIN SELECT RAISE(ABORT, 'clue is immutable'); END
--
CREATE TRIGGER clue_never_deleted BEFORE DELETE ON clue
BEGIN SELECT RAISE(ABORT, 'clue is never deleted'); END
--
CREATE TRIGGER clue_no_replace BEFORE INSERT ON clue WHEN EXISTS (SELECT 1 FROM clue WHERE clue_id = NEW.clue_id)
BEGIN SELECT RAISE(ABORT, 'clue is never replaced'); END
--
CREATE TRIGGER place_append_only_update BEFORE UPDATE ON place
BEGIN SELECT RAISE(ABORT, 'place is append-only'); END
--
CREATE TRIGGER place_append_only_delete BEFORE DELETE ON place
BEGIN SELECT RAISE(ABORT, 'place is append-only'); END
--
CREATE TRIGGER place_no_replace BEFORE INSERT ON place
WHEN EXISTS (SELECT 1 FROM place WHERE parcel_uid = NEW.parcel_uid AND seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'place is append-only'); END
--
CREATE TRIGGER parcel_link_immutable BEFORE UPDATE ON parcel_link
WHEN NEW.link_id <> OLD.link_id OR NEW.parcel_uid <> OLD.parcel_uid OR NEW.other_uid <> OLD.other_uid
  OR NEW.relation <> OLD.relation OR NEW.common_m2 <> OLD.common_m2 OR NEW.share <> OLD.share
  OR NEW.other_share <> OLD.other_share OR NEW.iou <> OLD.iou OR NEW.seq <> OLD.seq
BEGIN SELECT RAISE(ABORT, 'parcel_link is immutable'); END
--
CREATE TRIGGER parcel_link_never_deleted BEFORE DELETE ON parcel_link
BEGIN SELECT RAISE(ABORT, 'parcel_link is never deleted'); END
--
CREATE TRIGGER parcel_link_no_replace BEFORE INSERT ON parcel_link
WHEN EXISTS (SELECT 1 FROM parcel_link WHERE link_id = NEW.link_id
             OR parcel_uid = NEW.parcel_uid AND other_uid = NEW.other_uid)
BEGIN SELECT RAISE(ABORT, 'parcel_link is never replaced'); END
--
CREATE TRIGGER reissue_append_only_update BEFORE UPDATE ON reissue
BEGIN SELECT RAISE(ABORT, 'reissue is append-only'); END
--
CREATE TRIGGER reissue_append_only_delete BEFORE DELETE ON reissue
BEGIN SELECT RAISE(ABORT, 'reissue is append-only'); END
--
CREATE TRIGGER reissue_no_replace BEFORE INSERT ON reissue
WHEN EXISTS (SELECT 1 FROM reissue WHERE batch_id = NEW.batch_id AND parcel_uid = NEW.parcel_uid AND other_uid = NEW.other_uid)
BEGIN SELECT RAISE(ABORT, 'reissue is append-only'); END
