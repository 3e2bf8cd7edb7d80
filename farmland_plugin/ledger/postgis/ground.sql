-- Clues, places, links between parcels on the same ground: rows rest on the events that brought them in, what is decided of
-- links is written by the database itself from the event.
--
-- columns named by the arguments may change, the others never
CREATE FUNCTION else_immutable() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF to_jsonb(NEW) - TG_ARGV::text[] IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV::text[] THEN
    PERFORM refuse('FL001', format('%s is immutable', TG_TABLE_NAME));
  END IF;
  RETURN NEW;
END $$
--
-- what is decided of a link is written by append_event(); for everybody else that has been done already
CREATE FUNCTION left_to_event() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF current_user <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) OR NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_head AS h JOIN event AS e ON e.seq = h.seq
                 WHERE h.txid = pg_current_xact_id() AND e.action = 'decide_links') THEN
    PERFORM refuse('FL001', format('%s changes together with its event only', TG_TABLE_NAME));
  END IF;
  RETURN NEW;
END $$
--
-- set what the event decides; every link must stand as the event says it did, and both its parcels be the login's
CREATE FUNCTION decide(b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  wrong text;
BEGIN
  SELECT format('link %s', d->>'link_id') INTO wrong FROM jsonb_array_elements(b->'payload'->'links') AS d
    LEFT JOIN parcel_link AS l ON l.link_id = d->>'link_id'
    WHERE l.link_id IS NULL OR l.parcel_uid IS DISTINCT FROM d->>'parcel_uid' OR l.other_uid IS DISTINCT FROM d->>'other_uid'
      OR d->'was' IS DISTINCT FROM jsonb_build_object('decision', l.decision, 'reason', l.reason, 'decided_by', l.decided_by,
                                                      'decided_at', l.decided_at)
      OR d->>'decision' IS NULL OR d->>'decision' <> ALL ('{same,separate,""}') OR d->>'reason' IS NULL
      OR d->>'decided_at' IS NULL OR d->>'decided_by' IS NULL OR (d->>'decided_by' <> session_user AND NOT owns()) LIMIT 1;
  IF wrong IS NOT NULL THEN
    PERFORM refuse('FL003', format('the event is wrong about %s', wrong));
  END IF;
  IF NOT county_wide() THEN
    SELECT one INTO wrong FROM jsonb_array_elements(b->'payload'->'links') AS d,
      LATERAL (VALUES (d->>'parcel_uid'), (d->>'other_uid')) AS v(one) WHERE NOT in_scope(one) LIMIT 1;
    IF wrong IS NOT NULL THEN
      PERFORM refuse('42501', format('parcel %s is not in a township of the login %s', wrong, session_user), 'township');
    END IF;
  END IF;
  UPDATE parcel_link AS l SET decision = d->>'decision', reason = d->>'reason', decided_by = d->>'decided_by',
    decided_at = d->>'decided_at' FROM jsonb_array_elements(b->'payload'->'links') AS d WHERE l.link_id = d->>'link_id';
END $$
--
-- the township a parcel was placed in last, kept beside for the policies: they ask for it with every row of every query
CREATE FUNCTION keep_lies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM lies WHERE parcel_uid = NEW.parcel_uid AND NEW.township = '';
  INSERT INTO lies SELECT NEW.parcel_uid, NEW.township WHERE NEW.township <> ''
    ON CONFLICT (parcel_uid) DO UPDATE SET township = excluded.township;
  RETURN NULL;
END $$
--
-- a place comes after those the parcel had
CREATE FUNCTION newest_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM place AS o WHERE o.parcel_uid = NEW.parcel_uid AND o.seq >= NEW.seq) THEN
    PERFORM refuse('FL001', 'place is append-only');
  END IF;
  RETURN NEW;
END $$
--
CREATE FUNCTION told_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := telling('import_batch,locate,place', NULL, NEW.seq, '{}');
  e record;
BEGIN
  SELECT action, parcel_uid INTO e FROM event WHERE seq = NEW.seq;
  IF p IS NULL OR (e.action = 'place') <> (NEW.origin = 'manual')
      OR e.action = 'import_batch' AND NOT EXISTS (SELECT 1 FROM parcel AS o WHERE o.parcel_uid = NEW.parcel_uid
                                                   AND o.batch_id = p->>'batch_id')
      OR e.action = 'place' AND (NEW.parcel_uid <> e.parcel_uid OR (NEW.township, NEW.village, NEW.grid, NEW.township_name,
        NEW.village_name, NEW.reason) IS DISTINCT FROM (p->>'township', p->>'village', p->>'grid', p->>'township_name',
        p->>'village_name', p->>'reason')) THEN
    PERFORM refuse('FL003', 'a place must be what its event says');
  END IF;
  RETURN NULL;
END $$
--
CREATE FUNCTION told_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := telling('import_batch,link', NULL, NEW.seq, '{}');
BEGIN
  IF p IS NULL OR p ? 'batch_id' AND NOT EXISTS (SELECT 1 FROM parcel AS o WHERE o.batch_id = p->>'batch_id'
                                                 AND o.parcel_uid IN (NEW.parcel_uid, NEW.other_uid)) THEN
    PERFORM refuse('FL003', 'a link comes in with its event');
  END IF;
  RETURN NULL;
END $$
--
-- a link begins undecided
CREATE FUNCTION undecided() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.decision, NEW.reason, NEW.decided_by, NEW.decided_at) IS DISTINCT FROM ('', '', '', '') THEN
    PERFORM refuse('FL001', 'a link is decided by an event of its own');
  END IF;
  RETURN NEW;
END $$
--
-- a clue begins without a parcel
CREATE FUNCTION unbound() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.parcel_uid <> '' THEN
    PERFORM refuse('FL001', 'a clue is bound to its parcel by an event of its own');
  END IF;
  RETURN NEW;
END $$
