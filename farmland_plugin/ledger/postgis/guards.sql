-- What no statement may do, and rows beside a case only together with the event that tells of them.
--
CREATE FUNCTION immutable() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM refuse('FL001', format('%s is append-only', TG_TABLE_NAME));
  RETURN NULL;
END $$
--
-- a case changes together with an event of this transaction about it
CREATE FUNCTION case_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 OR NEW.parcel_uid <> OLD.parcel_uid OR NOT EXISTS (
      SELECT 1 FROM event AS e, ledger_head AS h WHERE h.txid = pg_current_xact_id() AND e.seq >= h.first_seq
        AND e.seq = NEW.last_seq AND e.parcel_uid = NEW.parcel_uid AND e.hash = NEW.last_hash) THEN
    PERFORM refuse('FL001', 'case_state changes through apply() only');
  END IF;
  RETURN NEW;
END $$
--
-- for whoever is not the owner a change of these rows is left to apply(), which has made it already
CREATE FUNCTION left_to_apply() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF current_user <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
    RETURN NULL;
  END IF;
  IF telling('', NEW.parcel_uid, NULL, '{}') IS NULL THEN
    PERFORM refuse('FL001', format('%s changes through apply() only', TG_TABLE_NAME));
  END IF;
  RETURN NEW;
END $$
--
-- a file that somebody of another township has attached already is known, not an error
CREATE FUNCTION known_file() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM attachment WHERE sha256 = NEW.sha256) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$
--
-- the payload of the event of this transaction, by who is logged in, that a row rests on; NULL when there is none
CREATE FUNCTION telling(actions text, uid text, place bigint, wanted jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT AS $$
DECLARE
  first bigint := (SELECT h.first_seq FROM ledger_head AS h WHERE h.txid = pg_current_xact_id());
  allowed text[] := string_to_array(actions, ',');
  e record;
BEGIN
  FOR e IN SELECT v.action, v.body::jsonb->'payload' AS payload FROM event AS v WHERE place IS NOT NULL AND v.seq = place
        AND v.seq >= first AND v.actor = session_user AND (uid IS NULL OR v.parcel_uid = uid)
      UNION ALL SELECT v.action, v.body::jsonb->'payload' FROM event AS v WHERE place IS NULL AND uid IS NOT NULL
        AND v.parcel_uid = uid AND v.seq >= first AND v.actor = session_user
      UNION ALL SELECT v.action, v.body::jsonb->'payload' FROM event AS v WHERE place IS NULL AND uid IS NULL
        AND v.seq >= first AND v.actor = session_user LOOP
    IF (actions = '' OR e.action = ANY (allowed)) AND e.payload @> wanted THEN
      RETURN e.payload;
    END IF;
  END LOOP;
  RETURN NULL;
END $$
--
-- whether rows of a parcel are those of a merge, which its event lists and the owner alone can write
CREATE FUNCTION merging(uid text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM event AS e WHERE e.parcel_uid = uid
    AND e.seq >= (SELECT h.first_seq FROM ledger_head AS h WHERE h.txid = pg_current_xact_id())
    AND e.action IN ('merge_case', 'resolve_case', 'take_over', 'undo') AND e.body::jsonb->'payload' ? 'rows');
END $$
--
-- checked when the transaction ends; arguments: the actions, whether the event is of the row's parcel, and columns that
-- must be in the payload
CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  r jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
  own boolean := TG_ARGV[1] = 'case';
  wanted jsonb := (SELECT coalesce(jsonb_object_agg(name, r->name), '{}') FROM unnest(TG_ARGV) WITH ORDINALITY AS a(name, place)
                   WHERE place > 2);
BEGIN
  IF telling(TG_ARGV[0], CASE WHEN own THEN r->>'parcel_uid' END, CASE WHEN own AND TG_OP = 'INSERT' THEN (r->>'seq')::bigint END,
             wanted) IS NULL AND NOT merging(r->>'parcel_uid') THEN
    PERFORM refuse('FL003', format('a row of %s belongs to no event of this transaction', TG_TABLE_NAME));
  END IF;
  RETURN NULL;
END $$
--
CREATE FUNCTION told_signature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := telling('sign', NEW.parcel_uid, NEW.seq, jsonb_build_object('sign_id', NEW.sign_id));
  agree boolean;
BEGIN
  SELECT bool_and(to_jsonb(NEW)->>name IS NOT DISTINCT FROM p->>name) INTO agree FROM unnest(
    '{stage,level,role,person_id,decision,subject_hash,person_hash,attachment,witness1,witness2,proxy}'::text[]) AS name;
  IF merging(NEW.parcel_uid) THEN
    RETURN NULL;
  END IF;
  IF p IS NULL OR NOT agree OR NEW.method <> coalesce(p->>'method', '') OR NEW.recorded_by <> session_user
      OR NEW.round <> (SELECT (body::jsonb->>'round')::bigint FROM event WHERE seq = NEW.seq) THEN
    PERFORM refuse('FL003', 'a signature must be what its event says');
  END IF;
  RETURN NULL;
END $$
--
CREATE FUNCTION told_file() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  b jsonb := (SELECT body::jsonb FROM event WHERE seq = NEW.seq);
  p jsonb := telling('', NEW.parcel_uid, NEW.seq, '{}');
BEGIN
  IF merging(NEW.parcel_uid) THEN
    RETURN NULL;
  END IF;
  IF p IS NULL OR NEW.round <> (b->>'round')::bigint OR NEW.removed_seq IS NOT NULL
      OR NEW.role <> (CASE b->>'action' WHEN 'attach' THEN p->>'role' WHEN 'sign' THEN 'scan_sign_off' ELSE NEW.role END)
      OR NEW.sha256 <> ALL (words(b->'att') || ARRAY[p->>'attachment']
        || ARRAY(SELECT f->>'sha256' FROM jsonb_array_elements(coalesce(p->'files', '[]')) AS f)) THEN
    PERFORM refuse('FL003', 'a file of a parcel must be what its event says');
  END IF;
  RETURN NULL;
END $$
--
-- a link is taken away only to be put there anew by the same transaction
CREATE FUNCTION linked_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM parcel_attachment WHERE parcel_uid = OLD.parcel_uid AND sha256 = OLD.sha256 AND role = OLD.role
                 AND round = OLD.round) THEN
    PERFORM refuse('FL003', 'a file is taken off a parcel by an event, never deleted');
  END IF;
  RETURN NULL;
END $$
--
-- what was read from a photo, or noticed of it, stands so in its event
CREATE FUNCTION told_photo() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := telling('check_photos', NEW.parcel_uid, NEW.seq, '{}');
BEGIN
  IF NOT coalesce(CASE TG_TABLE_NAME WHEN 'photo' THEN p->'photos' ELSE p->'flags' END @> jsonb_build_array(
      to_jsonb(NEW) - '{parcel_uid,seq}'::text[]), false) AND NOT merging(NEW.parcel_uid) THEN
    PERFORM refuse('FL003', format('a row of %s must be what its event says', TG_TABLE_NAME));
  END IF;
  RETURN NULL;
END $$
--
-- what photos are known by, of every township: one may have been used in another
CREATE FUNCTION photo_prints() RETURNS TABLE (parcel_uid text, sha256 text, round bigint, phash text, taken_at text, seq bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT p.parcel_uid, p.sha256, p.round, p.phash, p.taken_at, p.seq FROM photo AS p
$$
--
CREATE FUNCTION told_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := telling('register_person', NULL, NEW.seq, jsonb_build_object('person_id', NEW.person_id));
BEGIN
  IF p IS NULL OR p->>'person_hash' <> NEW.person_hash OR people(array_to_string(words(p->'roles'), ',')) <> people(NEW.roles)
      OR (p->>'active')::boolean <> (NEW.active = 1) OR p->>'township' <> NEW.township OR p->>'login' <> NEW.login THEN
    PERFORM refuse('FL003', 'a person must be what the event says');
  END IF;
  IF NOT county_wide() AND (people(NEW.roles) && county_roles()
      OR TG_OP = 'UPDATE' AND people(OLD.roles) && county_roles()) THEN
    PERFORM refuse('42501', format('roles of the county are given by the county, not by the login %s', session_user), 'county_role');
  END IF;
  RETURN NULL;
END $$
--
CREATE FUNCTION told_package() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  one jsonb := jsonb_build_object('package_id', NEW.package_id);
  p jsonb := CASE WHEN TG_OP = 'INSERT' THEN telling('package', NEW.parcel_uid, NEW.seq, one)
             ELSE telling('verify_package', NULL, NULL, one) END;
BEGIN
  IF p IS NULL OR TG_OP = 'INSERT' AND (p->>'kind' <> NEW.kind OR NEW.verdict <> '')
      OR TG_OP = 'UPDATE' AND p->>'verdict' <> NEW.verdict THEN
    PERFORM refuse('FL003', 'a package must be what its event says');
  END IF;
  RETURN NULL;
END $$
--
CREATE FUNCTION told_parcel() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF telling('import_batch', NULL, NULL, jsonb_build_object('batch_id', NEW.batch_id)) IS NULL THEN
    PERFORM refuse('FL003', 'a parcel comes in with the event of its batch');
  END IF;
  RETURN NULL;
END $$
--
-- a case begins where the workflow begins, with nothing recorded
CREATE FUNCTION told_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  blank case_state%ROWTYPE;
BEGIN
  blank := NEW;
  blank.hold := ''; blank.finding := ''; blank.disposition := ''; blank.category := ''; blank.note := ''; blank.surveyed_on := '';
  blank.surveyors := ''; blank.facts := '{}'; blank.round := 1; blank.version := 1; blank.last_seq := 0; blank.last_hash := '';
  blank.updated_at := ''; blank.updated_by := ''; blank.department := ''; blank.flags := ''; blank.confirmed_area_m2 := '';
  blank.status := document('workflow')->>'initial';
  blank.campaign := (SELECT b.source FROM parcel AS p JOIN batch AS b USING (batch_id) WHERE p.parcel_uid = NEW.parcel_uid);
  IF NEW IS DISTINCT FROM blank OR telling('import_batch', NULL, NULL, (
      SELECT jsonb_build_object('batch_id', p.batch_id) FROM parcel AS p WHERE p.parcel_uid = NEW.parcel_uid)) IS NULL THEN
    PERFORM refuse('FL003', 'a case begins empty, with the event of its batch');
  END IF;
  RETURN NULL;
END $$
