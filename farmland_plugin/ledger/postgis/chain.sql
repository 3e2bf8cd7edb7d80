-- What holds the journal together. A refusal has the SQLSTATE FL001 (not allowed), FL002 (something is missing),
-- FL003 (the event itself is not sound), 40001 (somebody was faster) or 42501 (another township).
--
CREATE FUNCTION refuse(code text, message text, detail text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, DETAIL = detail;
END $$
--
-- LIKE patterns of the townships a login may see and write; NULL for a login without any
CREATE FUNCTION patterns() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  RETURN (SELECT array_agg(township_prefix || '%') FROM user_scope WHERE login = session_user);
END $$
--
CREATE FUNCTION county_wide() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM user_scope WHERE login = session_user AND township_prefix = '');
END $$
--
CREATE FUNCTION in_scope(uid text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM parcel AS p JOIN user_scope AS s ON starts_with(
                   coalesce((SELECT l.township FROM lies AS l WHERE l.parcel_uid = uid), p.township), s.township_prefix)
                 WHERE p.parcel_uid = uid AND s.login = session_user);
END $$
--
-- the newest event; until the transaction ends, nobody else can append
CREATE FUNCTION head(OUT seq bigint, OUT hash text, OUT sm3 text, OUT ts text) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT AS $$
BEGIN
  SELECT h.seq, h.hash, h.sm3, h.ts INTO seq, hash, sm3, ts FROM ledger_head AS h FOR UPDATE;
END $$
--
CREATE FUNCTION newest(OUT seq bigint, OUT hash text, OUT sm3 text, OUT ts text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT AS $$
  SELECT seq, hash, sm3, ts FROM ledger_head
$$
--
-- the chain without what the events say: a package proves it although its maker sees one township only
CREATE FUNCTION links() RETURNS TABLE (seq bigint, ts text, body_hash text, hash text, sm3 text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT seq, ts, body_hash, hash, sm3 FROM event ORDER BY seq
$$
--
CREATE FUNCTION sha256_hex(data text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN encode(sha256(convert_to(data, 'UTF8')), 'hex');
END $$
--
-- every event is the next one, whoever inserts it
CREATE FUNCTION link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  h ledger_head%ROWTYPE;
  digest text;
BEGIN
  SELECT * INTO STRICT h FROM ledger_head FOR UPDATE;
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'moved_to') THEN
    PERFORM refuse('FL001', 'the ledger was moved: it is kept elsewhere now', 'moved');
  END IF;
  IF NEW.seq IS DISTINCT FROM h.seq + 1 OR NEW.prev_hash IS DISTINCT FROM h.hash THEN
    PERFORM refuse('FL003', format('event %s does not follow event %s', NEW.seq, h.seq));
  END IF;
  IF NEW.body_hash IS DISTINCT FROM sha256_hex(NEW.body) OR NEW.hash IS DISTINCT FROM sha256_hex(h.hash || NEW.body_hash) THEN
    PERFORM refuse('FL003', format('the hash of event %s is not that of its body', NEW.seq));
  END IF;
  digest := sm3_hex(h.sm3 || sm3_hex(NEW.body));
  IF NEW.sm3 !~ '^[0-9a-f]{64}$' OR NEW.sm3 <> coalesce(digest, NEW.sm3) THEN
    PERFORM refuse('FL003', format('the SM3 hash of event %s is not that of its body', NEW.seq));
  END IF;
  UPDATE ledger_head SET seq = NEW.seq, hash = NEW.hash, sm3 = NEW.sm3, ts = NEW.ts, txid = pg_current_xact_id(),
    first_seq = CASE WHEN h.txid = pg_current_xact_id() THEN h.first_seq ELSE NEW.seq END;
  PERFORM pg_notify('farmland', current_schema()), pg_notify('qgis', current_schema());
  RETURN NEW;
END $$
--
-- the body says what the columns say, and who is logged in wrote it
CREATE FUNCTION add_event(body text, b jsonb, hash text, sm3 text) RETURNS bigint LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
  previous text;
BEGIN
  IF b->>'actor' IS DISTINCT FROM session_user::text THEN
    PERFORM refuse('FL003', format('the event names %s, but %s is logged in', b->>'actor', session_user));
  END IF;
  IF b->>'ledger' IS DISTINCT FROM (SELECT value FROM meta WHERE key = 'ledger_uuid') THEN
    PERFORM refuse('FL003', 'the event is one of another ledger');
  END IF;
  IF jsonb_typeof(b->'payload') IS DISTINCT FROM 'object' OR coalesce(b->>'action', '') = '' OR b->>'ts' IS NULL THEN
    PERFORM refuse('FL003', 'the event lacks its action, time or payload');
  END IF;
  IF abs(extract(epoch FROM clock_timestamp() - (b->>'ts')::timestamptz)) > 86400 THEN
    PERFORM refuse('FL003', format('the clock of this computer says %s, the server''s is more than a day off that: set it right',
                                   b->>'ts'), 'clock');
  END IF;
  SELECT h.hash INTO previous FROM ledger_head AS h;
  INSERT INTO event VALUES ((b->>'seq')::bigint, body, sha256_hex(body), previous, hash, sm3, b->>'parcel_uid', b->>'action',
                            b->>'ts', session_user);
  RETURN (b->>'seq')::bigint;
END $$
--
CREATE FUNCTION owns() RETURNS boolean LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class WHERE oid = 'event'::regclass
$$
--
-- events that change no case
CREATE FUNCTION append_event(body text, hash text, sm3 text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE
  b jsonb := body::jsonb;
  act text := b->>'action';
  uid text := b->>'parcel_uid';
  told bigint;
BEGIN
  PERFORM FROM ledger_head FOR UPDATE;
  IF act = ANY ('{create_ledger,migrate,adopt_profile,move_ledger,restore,grant_access,merge,undo_merge,resolve_conflicts}') AND NOT owns() THEN
    PERFORM refuse('42501', format('%s is done by the owner of the ledger only', act), 'owner');
  END IF;
  IF act <> ALL ('{create_ledger,migrate,adopt_profile,move_ledger,restore,grant_access,merge,undo_merge,resolve_conflicts,import_batch,screen,'
      'register_redline,register_scene,package,verify_package,register_person,visit,anchor,backup,clock_jump,issue_form,locate,link,'
      'decide_links,place,bind_clue,retire_redline,retire_scene,compare_imagery,mark_control,'
      'unmark_control}') THEN
    PERFORM refuse('FL001', format('%s is not an event beside the cases', act));
  END IF;
  IF act = ANY ('{screen,locate,retire_redline,retire_scene}') AND NOT county_wide() THEN
    PERFORM refuse('42501', format('this is done for the whole county, the login %s has single townships', session_user),
                   CASE act WHEN 'locate' THEN 'locating' WHEN 'retire_scene' THEN 'retiring' ELSE 'screening' END);
  END IF;
  IF act = 'place' AND (uid IS NULL OR btrim(coalesce(b->'payload'->>'reason', '')) = ''
                        OR coalesce(b->'payload'->>'township', '') = '') THEN
    PERFORM refuse('FL002', 'a place is corrected with a parcel, a township and a reason');
  END IF;
  IF act = 'mark_control' AND b->'payload'->>'marked_by' IS DISTINCT FROM session_user AND NOT owns() THEN
    PERFORM refuse('FL003', 'a control building is marked by whoever is logged in');
  END IF;
  IF act = 'retire_scene' AND (b->'payload'->>'retired_by' IS DISTINCT FROM session_user AND NOT owns()
                               OR btrim(coalesce(b->'payload'->>'why', '')) = '') THEN
    PERFORM refuse('FL003', 'a scene is retired by whoever is logged in, with a reason');
  END IF;
  IF b ?| '{set,was,from,to}' THEN
    PERFORM refuse('FL003', 'an event beside the cases changes no case');
  END IF;
  IF uid IS NOT NULL AND NOT in_scope(uid) THEN
    PERFORM refuse('42501', format('parcel %s is not in a township of the login %s', uid, session_user), 'township');
  END IF;
  told := add_event(body, b, hash, sm3);
  IF act = 'decide_links' THEN
    PERFORM decide(b);
  END IF;
  RETURN told;
END $$
