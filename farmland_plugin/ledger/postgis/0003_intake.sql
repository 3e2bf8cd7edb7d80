ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'issued'
--
ALTER TABLE batch ADD COLUMN reissue_of TEXT NOT NULL DEFAULT ''
--
CREATE TABLE clue (
  clue_id TEXT PRIMARY KEY, batch_id TEXT NOT NULL REFERENCES batch(batch_id), source_no TEXT NOT NULL,
  x double precision NOT NULL, y double precision NOT NULL, attributes TEXT NOT NULL, source_file TEXT NOT NULL,
  source_row bigint NOT NULL, source_crs TEXT NOT NULL, parcel_uid TEXT NOT NULL DEFAULT '')
--
CREATE INDEX clue_batch ON clue(batch_id)
--
CREATE INDEX clue_parcel ON clue(parcel_uid)
--
CREATE TABLE place (
  parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), seq bigint NOT NULL, township TEXT NOT NULL, village TEXT NOT NULL,
  grid TEXT NOT NULL, township_name TEXT NOT NULL, village_name TEXT NOT NULL, origin TEXT NOT NULL, share double precision,
  issued_differs bigint NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (parcel_uid, seq))
--
CREATE INDEX place_seq ON place(seq)
--
CREATE TABLE parcel_link (
  link_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid),
  other_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), relation TEXT NOT NULL, common_m2 double precision NOT NULL,
  share double precision NOT NULL, other_share double precision NOT NULL, iou double precision NOT NULL, seq bigint NOT NULL,
  decision TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', decided_by TEXT NOT NULL DEFAULT '',
  decided_at TEXT NOT NULL DEFAULT '', UNIQUE (parcel_uid, other_uid), CHECK (parcel_uid <> other_uid))
--
CREATE INDEX parcel_link_other ON parcel_link(other_uid)
--
CREATE TABLE reissue (
  batch_id TEXT NOT NULL REFERENCES batch(batch_id), source_no TEXT NOT NULL, verdict TEXT NOT NULL, parcel_uid TEXT NOT NULL,
  other_uid TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (batch_id, parcel_uid, other_uid))
--
CREATE TABLE lies (parcel_uid TEXT PRIMARY KEY, township TEXT NOT NULL) WITH (fillfactor = 70)
