CREATE TABLE completion (
  completion_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round bigint NOT NULL,
  stage TEXT NOT NULL, done_on TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(person_id), photos TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', seq bigint NOT NULL, removed_seq bigint)
--
CREATE INDEX completion_parcel ON completion(parcel_uid, round)
--
CREATE TABLE residual (
  residual_id TEXT PRIMARY KEY, parcel_uid TEXT NOT NULL REFERENCES parcel(parcel_uid), round bigint NOT NULL,
  kind TEXT NOT NULL, found_on TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(person_id), area_m2 TEXT NOT NULL,
  wkb TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', seq bigint NOT NULL, removed_seq bigint)
--
CREATE INDEX residual_parcel ON residual(parcel_uid, round)
