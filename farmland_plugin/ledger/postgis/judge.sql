-- The rules of domain/casework.py and domain/signoff.py once more, over the ledger's own `workflow`: a client that skips
-- them gets no further than one that asks. Completeness of the survey form stays with the client.
--
-- what is judged by, parsed once: the ledger's own rules and dictionaries, else what the program ships; of a campaign only
-- who signs and for which form
CREATE FUNCTION parse_documents(called text) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM judging WHERE name = coalesce(called, name);
  INSERT INTO judging SELECT d.name, CASE WHEN d.name LIKE 'campaign\_%' THEN (
      SELECT jsonb_object_agg(key, value) FROM jsonb_each(d.json::jsonb) WHERE key IN ('code', 'version', 'sign_chains', 'sources'))
    ELSE d.json::jsonb END
  FROM (SELECT DISTINCT ON (name) name, json FROM (
    SELECT name, json, 1 AS place FROM rule UNION ALL SELECT name, json, 2 FROM dictionary UNION ALL SELECT name, json, 3 FROM shipped) AS every ORDER BY name, place) AS d WHERE d.name = coalesce(called, d.name);
END $$
--
CREATE FUNCTION document_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM parse_documents(CASE WHEN TG_OP = 'DELETE' THEN OLD.name ELSE NEW.name END);
  RETURN NULL;
END $$
--
CREATE FUNCTION document(called text) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN (SELECT doc FROM judging WHERE name = called);
END $$
--
-- an entry of a dictionary, NULL for an unknown code
CREATE FUNCTION entry(dictionary text, wanted text) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN (SELECT e FROM jsonb_array_elements(document(dictionary)) AS e WHERE e->>'code' = wanted LIMIT 1);
END $$
--
-- the ids of a comma-separated text, each once
CREATE FUNCTION people(listed text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT btrim(part, E' \t\r\n')), '{}') FROM regexp_split_to_table(listed, '[,，、;]') AS part
  WHERE btrim(part, E' \t\r\n') <> ''
$$
--
-- a text, or a list of texts, as an array
CREATE FUNCTION words(v jsonb) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE jsonb_typeof(v) WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(v)) WHEN 'string' THEN ARRAY[v #>> '{}']
    ELSE '{}' END;
END $$
--
-- whether a value is no answer
CREATE FUNCTION blank(v jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT v IS NULL OR v IN ('""', 'null', '[]')
$$
--
CREATE FUNCTION is_day(given text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF given !~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$' OR left(given, 4) = '0000' THEN
    RETURN false;
  END IF;
  RETURN right(given, 2)::int BETWEEN 1
    AND extract(day FROM make_date(left(given, 4)::int, substr(given, 6, 2)::int, 1) + interval '1 month -1 day');
END $$
--
-- the text domain/journal.py's canonical() gives: sorted keys, no spaces
CREATE FUNCTION canonical(v jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE jsonb_typeof(v)
    WHEN 'object' THEN '{' || coalesce((SELECT string_agg(to_json(key)::text || ':' ||
      CASE WHEN jsonb_typeof(value) IN ('object', 'array') THEN canonical(value) ELSE value::text END,
      ',' ORDER BY key COLLATE "C") FROM jsonb_each(v)), '') || '}'
    WHEN 'array' THEN '[' || coalesce((SELECT string_agg(canonical(value), ',' ORDER BY place)
      FROM jsonb_array_elements(v) WITH ORDINALITY AS one(value, place)), '') || ']'
    ELSE v::text END;
END $$
--
CREATE FUNCTION has_role(person text, wanted text[]) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM person AS p WHERE p.person_id = has_role.person AND p.active = 1 AND people(p.roles) && wanted);
END $$
--
-- the roles that are the county's: a login of some townships neither hands them out nor takes their steps
CREATE FUNCTION county_roles() RETURNS text[] LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT ARRAY(SELECT e->>'code' FROM jsonb_array_elements(document('role')) AS e WHERE e->>'level' = 'county')
$$
--
-- the campaign of a case: code, version and who signs
CREATE FUNCTION campaign_of(code text) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN coalesce(document('campaign_' || code),
    (SELECT doc FROM judging WHERE name LIKE 'campaign\_%' AND doc->'sources' ? code ORDER BY name LIMIT 1),
    document('campaign_satellite'));
END $$
--
CREATE FUNCTION chain_of(w jsonb, c case_state, stage text) RETURNS jsonb LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT coalesce(w->'chains'->(campaign_of(c.campaign)->'sign_chains'->>stage), w->'chains'->(w->'stages'->stage->>'chain'))
$$
--
-- the files of a stage that its signers vouch for
CREATE FUNCTION shown_to(c case_state, stage text) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(DISTINCT a.sha256), '[]') FROM parcel_attachment AS a
    LEFT JOIN jsonb_array_elements(document('attachment_role')) AS r ON r->>'code' = a.role
  WHERE a.parcel_uid = c.parcel_uid AND a.round = c.round AND a.removed_seq IS NULL
    AND CASE WHEN r IS NULL THEN 'survey' ELSE coalesce(r->>'subject', '') END
        = ANY (CASE WHEN stage = 'acceptance' THEN ARRAY['acceptance', 'survey'] ELSE ARRAY[stage] END));
END $$
--
-- what those who accept vouch for besides: the stages in place and what is left, by their ids
CREATE FUNCTION on_the_ground(c case_state, stage text) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  ids jsonb;
BEGIN
  IF stage = 'acceptance' THEN
    SELECT jsonb_agg(id ORDER BY id COLLATE "C") INTO ids FROM (
      SELECT completion_id FROM completion AS s WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round AND removed_seq IS NULL
      UNION SELECT residual_id FROM residual AS r WHERE r.parcel_uid = c.parcel_uid AND r.round = c.round
        AND removed_seq IS NULL) AS standing(id);
  END IF;
  RETURN CASE WHEN ids IS NULL THEN '{}' ELSE jsonb_build_object('completion', ids) END;
END $$
--
-- domain/signoff.py's subject_hash(subject(...)): what a signature of a stage stands for now
CREATE FUNCTION subject(c case_state, stage text) RETURNS text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN (SELECT sha256_hex(canonical(jsonb_build_object(
    'v', '1', 'stage', stage, 'parcel', p.parcel_uid, 'round', c.round, 'geom_hash', p.geom_hash,
    'area_m2', round(p.area_m2::text::numeric, 2)::text,
    'monitored_area_m2', CASE WHEN round(p.monitored_area_m2::text::numeric, 4) = round(p.monitored_area_m2::text::numeric, 2)
      THEN round(p.monitored_area_m2::text::numeric, 2)::text ELSE round(p.monitored_area_m2::text::numeric, 4)::text END,
    'form', (f->>'code') || '/' || (f->>'version'), 'facts', c.facts::jsonb,
    'attachments', (SELECT coalesce(jsonb_agg(sha ORDER BY sha COLLATE "C"), '[]')
                    FROM jsonb_array_elements_text(shown_to(c, stage)) AS sha),
    'finding', c.finding, 'disposition', c.disposition, 'category', c.category, 'note', c.note,
    'surveyed_on', c.surveyed_on, 'surveyors', c.surveyors, 'confirmed_area_m2', c.confirmed_area_m2)
    || on_the_ground(c, stage)))
  FROM parcel AS p, campaign_of(c.campaign) AS f WHERE p.parcel_uid = c.parcel_uid);
END $$
--
-- the levels of a stage, with who has signed each for the facts as they are now
CREATE FUNCTION levels(w jsonb, c case_state, stage text) RETURNS TABLE (number bigint, level jsonb, asked bigint, signers text[])
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  now text := subject(c, stage);
BEGIN
  RETURN QUERY SELECT l.place, l.one, coalesce((l.one->>'people')::bigint, 1), ARRAY(
    SELECT DISTINCT s.person_id FROM sign_off AS s
    WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round AND s.stage = levels.stage AND s.level = l.place
      AND s.role = l.one->>'role' AND s.decision = 'agree' AND s.void_seq IS NULL AND s.subject_hash = now)
  FROM jsonb_array_elements(chain_of(w, c, stage)) WITH ORDINALITY AS l(one, place);
END $$
--
CREATE FUNCTION stage_signed(w jsonb, c case_state, stage text) RETURNS boolean LANGUAGE sql STABLE
SET search_path FROM CURRENT AS $$
  WITH l AS MATERIALIZED (SELECT * FROM levels(w, c, stage))
  SELECT coalesce(bool_and(cardinality(signers) >= asked) AND sum(cardinality(signers)) = (
    SELECT count(DISTINCT who) FROM l, unnest(l.signers) AS who), false)
  FROM l
$$
--
-- what happened to a parcel, here and in the copies that were merged in
CREATE FUNCTION acts(uid text) RETURNS TABLE (seq bigint, action text, body text) LANGUAGE sql STABLE
SET search_path FROM CURRENT AS $$
  SELECT e.seq, e.action, e.body FROM event AS e WHERE e.parcel_uid = uid
  UNION ALL SELECT m.merged_seq, m.action, m.body FROM merged_event AS m WHERE m.parcel_uid = uid
$$
--
-- who is behind one name of a `separate` guard
CREATE FUNCTION involved(c case_state, named text) RETURNS SETOF text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  IF named = 'surveyors' THEN
    RETURN QUERY SELECT unnest(people(c.surveyors));
  ELSIF named = 'team' THEN
    RETURN QUERY SELECT unnest(words(b->'payload'->'team') || words(b->'payload'->'officers'))
      FROM acts(c.parcel_uid) AS e, LATERAL (SELECT e.body::jsonb AS b) AS parsed
      WHERE (e.body LIKE '%"team":%' OR e.body LIKE '%"officers":%')
        AND coalesce((b->>'round')::bigint, c.round) = c.round;
  ELSIF named LIKE 'duty:%' THEN
    -- who was taken out of the slot where the case stands counts, too
    RETURN QUERY SELECT d.person_id FROM duty AS d WHERE d.parcel_uid = c.parcel_uid AND d.slot = substr(named, 6)
      UNION SELECT b->'payload'->>'person_id' FROM event AS e, LATERAL (SELECT e.body::jsonb AS b) AS parsed
        WHERE e.parcel_uid = c.parcel_uid AND e.action = 'clear_duty' AND b->>'from' = c.status
          AND b->'payload'->>'slot' = substr(named, 6);
  ELSIF named LIKE 'sign:%' THEN
    RETURN QUERY SELECT s.person_id FROM sign_off AS s
      WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round AND s.stage = substr(named, 6) AND s.void_seq IS NULL;
  ELSE
    RETURN QUERY SELECT b->>'by' FROM acts(c.parcel_uid) AS e, LATERAL (SELECT e.body::jsonb AS b) AS parsed
      WHERE e.action = named AND coalesce(b->>'by', '') <> ''
        AND coalesce((b->>'round')::bigint, c.round) = c.round;
  END IF;
END $$
--
CREATE FUNCTION package_good(c case_state, wanted text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM package AS p
    WHERE p.parcel_uid = c.parcel_uid AND p.kind = wanted AND p.verdict IN ('proved', 'complete')
      AND p.seq > (SELECT coalesce(max(e.seq), 0) FROM acts(c.parcel_uid) AS e WHERE e.action IN ('reopen', 'restore'))
      AND p.seq > (SELECT coalesce(max(e.seq), 0) FROM acts(c.parcel_uid) AS e
                   WHERE e.action IN ('record', 'correct', 'undo', 'attach', 'detach', 'resolve_case', 'complete_stage',
                                      'withdraw_stage', 'draw_residual', 'clear_residual')
                     AND coalesce((e.body::jsonb->>'round')::bigint, c.round) = c.round)
      AND p.seq > (SELECT coalesce(max(greatest(s.seq, s.void_seq)), 0) FROM sign_off AS s
                   WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round));
END $$
--
CREATE FUNCTION payload_met(g jsonb, p jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  given jsonb := p->(g->>'payload');
  said text := btrim(coalesce(given #>> '{}', ''), E' \t\r\n\f\v');
BEGIN
  IF g->>'kind' = 'people' THEN
    RETURN (SELECT count(*) FROM unnest(people(array_to_string(words(given), ','))) AS who
            WHERE coalesce(g->>'role', '') = '' OR has_role(who, ARRAY[g->>'role'])) >= coalesce((g->>'people')::bigint, 1);
  END IF;
  RETURN said <> '' AND NOT blank(given) AND (g->>'kind' IS DISTINCT FROM 'date' OR is_day(said));
END $$
--
-- the codes a column or an answer of the form holds
CREATE FUNCTION codes_of(c case_state, named text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
DECLARE
  value jsonb := coalesce(nullif(to_jsonb(c)->named, '""'), c.facts::jsonb->named);
BEGIN
  RETURN CASE jsonb_typeof(value) WHEN 'array' THEN words(value) WHEN 'string' THEN people(value #>> '{}') ELSE '{}' END;
END $$
--
-- the step that led a case to where it stands in this round, '' when none is known
CREATE FUNCTION led_here(w jsonb, c case_state) RETURNS text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN coalesce((SELECT e.action FROM acts(c.parcel_uid) AS e, LATERAL (SELECT e.body::jsonb AS b) AS parsed
    WHERE e.action = ANY (ARRAY(SELECT t->>'action' FROM jsonb_array_elements(w->'transitions') AS t
                                WHERE t->>'to' = c.status AND NOT t->'from' ? c.status))
      AND coalesce((b->>'round')::bigint, c.round) = c.round
    ORDER BY e.seq DESC, (b->>'seq')::bigint DESC LIMIT 1), '');
END $$
--
-- domain/acceptance.py: the four in place where disposition, measures or flags ask for them, and nothing left
CREATE FUNCTION remediated(c case_state, g jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN NOT EXISTS (SELECT 1 FROM residual AS r WHERE r.parcel_uid = c.parcel_uid AND r.round = c.round
                     AND r.removed_seq IS NULL)
    AND (NOT (c.disposition = ANY (words(g->'remediated')) OR EXISTS (
        SELECT 1 FROM jsonb_each(coalesce(g->'also', '{}')) AS one WHERE codes_of(c, one.key) && words(one.value))) OR (SELECT count(DISTINCT s.stage) FROM completion AS s
      WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round AND s.removed_seq IS NULL
        AND s.stage IN ('demolished', 'cleared', 'replanted', 'accountable')) = 4);
END $$
--
-- min x, min y, max x, max y of a parcel as issued; PostGIS is asked where it was installed
CREATE FUNCTION envelope_of(uid text) RETURNS double precision[] LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  box double precision[];
BEGIN
  EXECUTE replace('SELECT ARRAY[@.ST_XMin(geom), @.ST_YMin(geom), @.ST_XMax(geom), @.ST_YMax(geom)] FROM parcel
    WHERE parcel_uid = $1', '@', (SELECT quote_ident(n.nspname) FROM pg_extension AS e JOIN pg_namespace AS n
      ON n.oid = e.extnamespace WHERE e.extname = 'postgis')) INTO box USING uid;
  RETURN box;
END $$
--
-- the earliest day an image shows anything in a box: of a mosaic its tiles that meet the box say so
CREATE FUNCTION shown_on(o scene, box double precision[]) RETURNS text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN coalesce((SELECT min(t.captured COLLATE "C") FROM scene_tile AS t WHERE t.scene_id = o.scene_id
    AND t.min_x < box[3] AND t.max_x > box[1] AND t.min_y < box[4] AND t.max_y > box[2]), o.captured);
END $$
--
-- domain/acceptance.py: no photo older than what it is to show, nothing in place before the demolition; an older scene only beside
-- a photo taken since; a day still to come says nothing
CREATE FUNCTION shown_since(c case_state, g jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  day text := (SELECT max(s.done_on) FROM completion AS s WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round
               AND s.stage = 'demolished' AND s.removed_seq IS NULL);
  now text := to_char(timezone('Asia/Shanghai', clock_timestamp()), 'YYYY-MM-DD');
  taken text[] := ARRAY(SELECT left(f.captured_at, 10) FROM attachment AS f WHERE coalesce(f.captured_at, '') <> ''
    AND left(f.captured_at, 10) COLLATE "C" <= now AND (
    EXISTS (SELECT 1 FROM parcel_attachment AS a WHERE a.sha256 = f.sha256 AND a.parcel_uid = c.parcel_uid AND a.round = c.round
            AND a.removed_seq IS NULL AND a.role = ANY (words(g->'dated')))
    OR EXISTS (SELECT 1 FROM completion AS s WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round AND s.removed_seq IS NULL
               AND s.stage <> 'accountable' AND f.sha256 = ANY (people(s.photos)))));
  box double precision[] := envelope_of(c.parcel_uid);
  scene text := (SELECT max(shown_on(o, box)) FROM scene AS o WHERE o.role IN ('after', 'latest', 'uav')
    AND NOT EXISTS (SELECT 1 FROM scene_retired AS r WHERE r.scene_id = o.scene_id)
    AND o.min_x <= box[1] AND o.max_x >= box[3] AND o.min_y <= box[2] AND o.max_y >= box[4]);
BEGIN
  IF EXISTS (SELECT 1 FROM completion AS s LEFT JOIN attachment AS f ON f.sha256 = ANY (people(s.photos))
      AND coalesce(f.captured_at, '') <> '' AND left(f.captured_at, 10) COLLATE "C" <= now
      WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round AND s.removed_seq IS NULL
        AND s.stage IN ('demolished', 'cleared', 'replanted')
        AND (s.done_on COLLATE "C" < day OR left(f.captured_at, 10) COLLATE "C" < s.done_on)) THEN
    RETURN false;
  END IF;
  RETURN day IS NULL OR NOT EXISTS (SELECT 1 FROM unnest(taken) AS one WHERE one COLLATE "C" < day)
    AND (scene IS NULL OR scene COLLATE "C" >= day OR EXISTS (SELECT 1 FROM unnest(taken) AS one WHERE one COLLATE "C" >= day));
END $$
--
-- whether one thing a transition demands is there
CREATE FUNCTION met(w jsonb, c case_state, g jsonb, p jsonb, who text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT AS $$
DECLARE
  said text;
BEGIN
  IF g ? 'payload' THEN
    RETURN payload_met(g, p);
  ELSIF g ? 'recorded' THEN
    said := coalesce(nullif(to_jsonb(c)->>(g->>'recorded'), ''), nullif(c.facts::jsonb->>(g->>'recorded'), ''), '');
    RETURN btrim(said, E' \t\r\n\f\v') <> ''
      AND (coalesce((g->>'people')::bigint, 1) < 2 OR cardinality(people(said)) >= (g->>'people')::bigint);
  ELSIF g ? 'form' OR g ? 'evidence' THEN  -- the survey form is the client's to judge
    RETURN true;
  ELSIF g ? 'attachment' THEN
    RETURN EXISTS (SELECT 1 FROM parcel_attachment AS a WHERE a.parcel_uid = c.parcel_uid AND a.round = c.round
                   AND a.removed_seq IS NULL AND a.role = ANY (words(g->'attachment')));
  ELSIF g ? 'signed' THEN
    RETURN (SELECT bool_and(stage_signed(w, c, stage)) FROM unnest(words(g->'signed')) AS stage);
  ELSIF g ? 'package' THEN
    RETURN package_good(c, (words(g->'package'))[1]);
  ELSIF g ? 'separate' THEN
    RETURN NOT ARRAY(SELECT i FROM unnest(words(g->'separate')) AS named, involved(c, named) AS i) && (
      CASE WHEN who = '' THEN '{}' ELSE ARRAY[who] END
      || CASE WHEN 'team' = ANY (words(g->'separate')) THEN '{}' ELSE words(p->'team') || words(p->'officers') END);
  ELSIF g ? 'remediated' THEN
    RETURN remediated(c, g);
  ELSIF g ? 'dated' THEN
    RETURN shown_since(c, g);
  ELSIF g ? 'either' THEN
    RETURN (SELECT bool_or(met(w, c, one, p, who)) FROM jsonb_array_elements(g->'either') AS one
            WHERE NOT (one ? 'unless' AND led_here(w, c) = ANY (words(one->'unless'))));
  END IF;
  RETURN false;
END $$
--
-- the transition an action takes from a state, NULL when it is not open there
CREATE FUNCTION transition(w jsonb, act text, status text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  one jsonb;
BEGIN
  FOR one IN SELECT jsonb_array_elements(w->'transitions') LOOP
    IF one->>'action' = act AND one->'from' ? status THEN
      RETURN one;
    END IF;
  END LOOP;
  RETURN NULL;
END $$
--
CREATE FUNCTION knows(w jsonb, act text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT EXISTS (SELECT 1 FROM jsonb_array_elements(w->'transitions') AS t WHERE t->>'action' = act)
$$
--
-- a field of a case as events name it: a column, or facts.<answer>
CREATE FUNCTION field(c case_state, named text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN named LIKE 'facts.%' THEN coalesce(c.facts::jsonb->substr(named, 7), '""') ELSE to_jsonb(c)->named END
$$
