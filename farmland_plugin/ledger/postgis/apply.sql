-- The one door: apply(), and what each action may set.
--
-- the case after the event's `set`, whose `was` must be what stands there now
CREATE FUNCTION set_fields(c case_state, b jsonb, facts text) RETURNS case_state LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT AS $$
DECLARE
  answers jsonb := c.facts::jsonb;
  columns jsonb := '{}';
  one record;
BEGIN
  IF jsonb_typeof(b->'set') IS DISTINCT FROM 'object' OR jsonb_typeof(b->'was') IS DISTINCT FROM 'object'
      OR (SELECT count(*) FROM jsonb_object_keys(b->'was')) <> (SELECT count(*) FROM jsonb_object_keys(b->'set')) THEN
    PERFORM refuse('FL003', 'the event does not say what it sets and what was there');
  END IF;
  FOR one IN SELECT * FROM jsonb_each(b->'set') LOOP
    IF b->'was'->one.key IS DISTINCT FROM field(c, one.key) OR b->'was'->one.key = one.value THEN
      PERFORM refuse('FL003', format('the event is wrong about what %s was', one.key));
    ELSIF one.key LIKE 'facts.%' THEN
      answers := CASE WHEN blank(one.value) THEN answers - substr(one.key, 7)
                      ELSE answers || jsonb_build_object(substr(one.key, 7), one.value) END;
    ELSIF one.key = ANY ('{status,hold,finding,disposition,category,note,surveyed_on,surveyors,round,campaign,department,flags,'
        'confirmed_area_m2}') AND jsonb_typeof(one.value) = (CASE one.key WHEN 'round' THEN 'number' ELSE 'string' END) THEN
      columns := columns || jsonb_build_object(one.key, one.value);
    ELSE
      PERFORM refuse('FL003', format('%s is not a field of a case', one.key));
    END IF;
  END LOOP;
  IF facts::jsonb IS DISTINCT FROM answers THEN
    PERFORM refuse('FL003', 'the answers are not those the event sets');
  END IF;
  RETURN jsonb_populate_record(c, columns || jsonb_build_object('facts', facts));
END $$
--
CREATE FUNCTION only_sets(b jsonb, allowed text[]) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  other text;
BEGIN
  SELECT key INTO other FROM jsonb_object_keys(b->'set') AS key
    WHERE key <> ALL (allowed) AND NOT ('facts' = ANY (allowed) AND key LIKE 'facts.%') LIMIT 1;
  IF other IS NOT NULL THEN
    PERFORM refuse('FL003', format('%s does not set %s', b->>'action', other));
  END IF;
END $$
--
CREATE FUNCTION need(there boolean, what text) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF there IS NOT TRUE THEN
    PERFORM refuse('FL002', what);
  END IF;
END $$
--
CREATE FUNCTION allow(possible boolean, otherwise text) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF possible IS NOT TRUE THEN
    PERFORM refuse('FL001', otherwise);
  END IF;
END $$
--
-- record and correct: what the payload says is what is set, and codes are in their dictionaries
CREATE FUNCTION judge_record(w jsonb, c case_state, n case_state, b jsonb) RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
  after jsonb := to_jsonb(n);
  recorded text[] := '{finding,disposition,category,note,surveyed_on,surveyors,confirmed_area_m2,department,flags}';
  step jsonb := transition(w, 'record', c.status);
  wrong text;
BEGIN
  IF b->>'action' = 'correct' THEN
    PERFORM allow(NOT w->'finals' ? c.status, 'the case is closed'),
      need(btrim(coalesce(p->>'reason', '')) <> '', 'a reason is missing'),
      only_sets(b, recorded || 'facts'::text);
  ELSE
    PERFORM allow(c.hold = '', 'the case is on hold'),
      allow(step IS NOT NULL, format('record is not open while the case is %s', c.status)),
      allow(n.status = coalesce(nullif(step->>'to', ''), c.status), 'record leads elsewhere'),
      only_sets(b, recorded || '{facts,status}'::text[]);
  END IF;
  SELECT key INTO wrong FROM jsonb_each(p) AS given(key, value)
    WHERE key <> ALL (recorded || '{facts,reason}'::text[])
       OR key = ANY (recorded) AND after->>key IS DISTINCT FROM CASE WHEN blank(value) THEN '' ELSE value #>> '{}' END LIMIT 1;
  IF wrong IS NULL THEN
    SELECT key INTO wrong FROM jsonb_each(coalesce(p->'facts', '{}')) AS given(key, value)
      WHERE NOT (blank(value) AND blank(n.facts::jsonb->key) OR n.facts::jsonb->key IS NOT DISTINCT FROM value) LIMIT 1;
  END IF;
  IF wrong IS NULL THEN
    SELECT key INTO wrong FROM jsonb_object_keys(b->'set') AS key
      WHERE key <> 'status' AND NOT p ? key AND NOT coalesce(p->'facts' ? substr(key, 7), false) LIMIT 1;
  END IF;
  IF wrong IS NOT NULL THEN
    PERFORM refuse('FL003', format('the payload and what is set do not agree on %s', wrong));
  END IF;
  SELECT key INTO wrong FROM unnest('{finding,disposition,category,department}'::text[]) AS key
    WHERE coalesce(b->'set'->>key, '') <> '' AND document(key) IS NOT NULL AND entry(key, b->'set'->>key) IS NULL LIMIT 1;
  PERFORM allow(wrong IS NULL, format('%s is not a code of its dictionary', wrong));
END $$
--
-- a step of the workflow: open here, by somebody with the role, with everything it demands
CREATE FUNCTION judge_step(w jsonb, c case_state, n case_state, b jsonb) RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
  step jsonb := transition(w, b->>'action', c.status);
  roles text[] := words(step->'roles');
  target text := coalesce(nullif(step->>'to', ''), c.status);
  who text := coalesce(b->>'by', '');
  g jsonb;
  wiped text[] := '{finding,disposition,category,note,surveyed_on,surveyors,confirmed_area_m2}';
BEGIN
  PERFORM allow(c.hold = '', 'the case is on hold'),
    allow(step IS NOT NULL, format('%s is not open while the case is %s', b->>'action', c.status)),
    allow(n.status = target, format('%s leads to %s', b->>'action', target));
  IF cardinality(roles) > 0 THEN
    PERFORM allow(who <> '' AND has_role(who, roles),
                  format('%s is done by %s only', b->>'action', array_to_string(roles, ', ')));
    IF roles <@ county_roles() AND NOT county_wide() THEN
      PERFORM refuse('42501', format('%s is a step of the county, the login %s has single townships', b->>'action', session_user),
                     'county_step');
    END IF;
    IF w->'finals' ? target AND EXISTS (SELECT 1 FROM person AS p WHERE p.person_id = who AND p.login NOT IN ('', session_user)) THEN
      PERFORM refuse('FL001', 'who has a login closes a case under it', 'own_login');
    END IF;
  END IF;
  FOR g IN SELECT jsonb_array_elements(step->'requires') LOOP
    PERFORM need(met(w, c, g, b->'payload', who), format('%s demands %s', b->>'action', g));
  END LOOP;
  IF coalesce((step->>'new_round')::boolean, false) THEN
    PERFORM only_sets(b, wiped || '{status,round,facts}'::text[]),
      allow(n.round = c.round + 1 AND n.facts::jsonb = '{}'
              AND (SELECT bool_and(to_jsonb(n)->>name = '') FROM unnest(wiped) AS name), 'a new round begins with nothing');
  ELSE
    PERFORM only_sets(b, '{status}');
  END IF;
END $$
--
CREATE FUNCTION judge_sign(w jsonb, c case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
  stage text := coalesce(p->>'stage', '');
  who text := coalesce(p->>'person_id', '');
  named text[] := array_remove(ARRAY[p->>'witness1', p->>'witness2', p->>'proxy'], NULL);
  turn record;
BEGIN
  PERFORM only_sets(b, '{}'), allow(c.hold = '', 'the case is on hold'),
    allow(w->'stages'->stage->>'state' = c.status AND who <> '', 'nothing is to be signed where the case stands');
  WITH every AS MATERIALIZED (SELECT * FROM levels(w, c, stage)),
    next AS (SELECT * FROM every AS l WHERE cardinality(l.signers) < l.asked ORDER BY l.number LIMIT 1)
    SELECT n.*, ARRAY(SELECT unnest(signers) FROM every) AS had INTO turn FROM next AS n;
  PERFORM allow(turn.number IS NOT NULL, 'every level has signed already'),
    allow((p->>'level')::bigint = turn.number AND p->>'role' = turn.level->>'role' AND has_role(who, ARRAY[p->>'role']),
          format('level %s signs now, by the role %s', turn.number, turn.level->>'role')),
    allow(NOT who = ANY (turn.had), 'this person has signed already'),
    allow(p->>'decision' IN ('agree', 'return'), 'a signature agrees or returns'),
    allow(p->>'subject_hash' = subject(c, stage), 'the signature is not for the facts as they are now');
  IF p->>'decision' = 'agree' THEN
    PERFORM allow(turn.level->'methods' ? (p->>'method') AND entry('sign_method', p->>'method') IS NOT NULL,
                  format('level %s is not signed by the method %s', turn.number, p->>'method')),
      need((SELECT bool_and(btrim(coalesce(p->>asked, '')) <> '')
            FROM unnest(words(entry('sign_method', p->>'method')->'needs')) AS asked) IS NOT FALSE,
           format('the method %s needs %s', p->>'method', entry('sign_method', p->>'method')->'needs')),
      need(NOT who = ANY (named) AND cardinality(named) = (SELECT count(DISTINCT one) FROM unnest(named) AS one),
           'witnesses and proxy are different people from the signer and from one another');
  END IF;
END $$
--
CREATE FUNCTION judge_withdrawal(w jsonb, c case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  s sign_off%ROWTYPE;
BEGIN
  SELECT * INTO s FROM sign_off WHERE sign_id = b->'payload'->>'sign_id' AND parcel_uid = c.parcel_uid AND round = c.round
    AND void_seq IS NULL;
  PERFORM only_sets(b, '{}'), allow(s.sign_id IS NOT NULL, 'there is no such signature in this round'),
    need(btrim(coalesce(b->'payload'->>'reason', '')) <> '', 'a reason is missing'),
    allow(b->>'by' = s.person_id, 'a signature is taken back by whoever gave it'),
    allow(w->'stages'->s.stage->>'state' = c.status AND NOT EXISTS (SELECT 1 FROM sign_off AS o
      WHERE o.parcel_uid = c.parcel_uid AND o.round = c.round AND o.stage = s.stage AND o.level > s.level AND o.void_seq IS NULL),
      'the next level has acted already');
END $$
--
CREATE FUNCTION judge_files(w jsonb, c case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
BEGIN
  PERFORM only_sets(b, '{}');
  IF b->>'action' = 'attach' THEN
    PERFORM allow(entry('attachment_role', p->>'role') IS NOT NULL, 'the role of the file is unknown'),
      allow(NOT (w->'finals' ? c.status AND coalesce(entry('attachment_role', p->>'role')->>'subject', '') <> ''),
            'the case is closed'),
      need(words(b->'att') <> '{}' AND words(b->'att') = ARRAY(SELECT f->>'sha256' FROM jsonb_array_elements(p->'files') AS f),
           'there is no file to attach');
  ELSE
    PERFORM allow(NOT w->'finals' ? c.status, 'the case is closed'),
      need(btrim(coalesce(p->>'reason', '')) <> '', 'a reason is missing'),
      allow(EXISTS (SELECT 1 FROM parcel_attachment AS a WHERE a.parcel_uid = c.parcel_uid AND a.sha256 = p->>'sha256'
                    AND a.role = p->>'role' AND a.round = c.round AND a.removed_seq IS NULL), 'the parcel has no such file'),
      allow(p->>'role' <> 'scan_sign_off' OR NOT EXISTS (SELECT 1 FROM sign_off AS s WHERE s.parcel_uid = c.parcel_uid
        AND s.round = c.round AND s.attachment = p->>'sha256' AND s.void_seq IS NULL),
        'a signature that stands rests on this scan'),
      allow(NOT EXISTS (SELECT 1 FROM completion AS s WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round
        AND s.removed_seq IS NULL AND p->>'sha256' = ANY (people(s.photos))), 'a stage in place rests on this file');
  END IF;
END $$
--
-- whether a polygon (WKB, hex) lies inside a parcel as issued; PostGIS is asked where it was installed
CREATE FUNCTION lies_inside(uid text, wkb text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  there boolean;
BEGIN
  EXECUTE replace('SELECT @.ST_Area(r.geom) > 0 AND @.ST_Area(@.ST_Difference(r.geom, q.geom)) <= 1e-6 * @.ST_Area(r.geom)
    FROM parcel AS q, LATERAL (SELECT @.ST_GeomFromWKB(decode($2, ''hex''), @.ST_SRID(q.geom)) AS geom) AS r
    WHERE q.parcel_uid = $1', '@', (SELECT quote_ident(n.nspname) FROM pg_extension AS e JOIN pg_namespace AS n
      ON n.oid = e.extnamespace WHERE e.extname = 'postgis')) INTO there USING uid, wkb;
  RETURN there;
END $$
--
-- those of some files (SHA-256) that are photos of after the rectification, attached in the present round
CREATE FUNCTION photos_after(c case_state, shas text[]) RETURNS text[] LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN ARRAY(SELECT a.sha256 FROM parcel_attachment AS a JOIN attachment AS f ON f.sha256 = a.sha256
    WHERE a.parcel_uid = c.parcel_uid AND a.round = c.round AND a.removed_seq IS NULL AND a.sha256 = ANY (shas)
      AND f.mime LIKE 'image/%' AND entry('attachment_role', a.role)->>'subject' = 'acceptance'
      AND entry('attachment_role', a.role)->>'kind' = 'photo');
END $$
--
-- whether a survey found what is to be demolished still there (domain/acceptance.py)
CREATE FUNCTION found_standing(c case_state) RETURNS boolean LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
DECLARE
  mu text := btrim(coalesce(c.facts::jsonb->>'demolished_mu', ''));
BEGIN
  RETURN btrim(coalesce(c.facts::jsonb->>'demolished_on', '')) = ''
    AND NOT (mu ~ '^[0-9]+(\.[0-9]+)?$' AND mu ~ '[1-9]');
END $$
--
-- whether photos named, or an image over the whole parcel, show it since a day
CREATE FUNCTION shown_gone(c case_state, photos text, since text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT AS $$
DECLARE
  shas text[] := people(photos);
  box double precision[] := envelope_of(c.parcel_uid);
BEGIN
  IF shas <> '{}' THEN
    RETURN shas <@ photos_after(c, shas) AND NOT EXISTS (SELECT 1 FROM attachment AS f WHERE f.sha256 = ANY (shas)
      AND coalesce(f.captured_at, '') <> '' AND left(f.captured_at, 10) COLLATE "C" < since);
  END IF;
  RETURN EXISTS (SELECT 1 FROM scene AS o WHERE o.role IN ('after', 'latest', 'uav') AND shown_on(o, box) COLLATE "C" >= since
    AND NOT EXISTS (SELECT 1 FROM scene_retired AS r WHERE r.scene_id = o.scene_id)
    AND o.min_x <= box[1] AND o.max_x >= box[3] AND o.min_y <= box[2] AND o.max_y >= box[4]);
END $$
--
-- the four in place and what is left on the ground, of the present round
CREATE FUNCTION judge_ground(w jsonb, c case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
  act text := b->>'action';
BEGIN
  PERFORM only_sets(b, '{}'), allow(NOT w->'finals' ? c.status, 'the case is closed');
  IF act = 'complete_stage' THEN
    PERFORM allow((p->>'round')::bigint = c.round AND entry('completion_stage', p->>'stage') IS NOT NULL, 'the stage is unknown'),
      need(is_day(coalesce(p->>'done_on', '')), 'the day is missing'),
      need(people(p->>'photos') <> '{}' AND people(p->>'photos') <@ ARRAY(SELECT a.sha256 FROM parcel_attachment AS a
        WHERE a.parcel_uid = c.parcel_uid AND a.round = c.round AND a.removed_seq IS NULL AND (p->>'stage' = 'accountable'
          OR entry('attachment_role', a.role)->>'subject' = 'acceptance')), 'a photo attached to the parcel is missing'),
      need(p->>'stage' = 'accountable' OR photos_after(c, people(p->>'photos')) <> '{}', 'a photo attached to the parcel is missing'),
      allow(p->>'stage' = 'accountable' OR coalesce(c.surveyed_on, '') = '' OR NOT found_standing(c)
        OR (p->>'done_on') COLLATE "C" >= c.surveyed_on, 'the survey still found it standing on that day'),
      allow(NOT EXISTS (SELECT 1 FROM completion AS s WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round
        AND s.removed_seq IS NULL AND CASE WHEN p->>'stage' IN ('cleared', 'replanted') THEN s.stage = 'demolished'
          AND s.done_on COLLATE "C" > p->>'done_on' WHEN p->>'stage' = 'demolished' THEN s.stage IN ('cleared', 'replanted')
          AND s.done_on COLLATE "C" < p->>'done_on' ELSE false END), 'it would lie before the demolition'),
      allow(NOT EXISTS (SELECT 1 FROM completion AS s WHERE s.parcel_uid = c.parcel_uid AND s.round = c.round
        AND s.stage = p->>'stage' AND s.removed_seq IS NULL), 'the stage is recorded already');
  ELSIF act = 'draw_residual' THEN
    PERFORM allow((p->>'round')::bigint = c.round AND entry('residual_kind', p->>'kind') IS NOT NULL, 'the kind is unknown'),
      need(is_day(coalesce(p->>'found_on', '')), 'the day is missing'),
      allow(lies_inside(c.parcel_uid, p->>'wkb'), 'what is left lies outside the parcel as issued');
  ELSE
    PERFORM need(btrim(coalesce(p->>'reason', '')) <> '', 'a reason is missing'),
      allow(CASE act
        WHEN 'withdraw_stage' THEN EXISTS (SELECT 1 FROM completion AS s WHERE s.completion_id = p->>'completion_id'
          AND s.parcel_uid = c.parcel_uid AND s.round = c.round AND s.removed_seq IS NULL)
        ELSE EXISTS (SELECT 1 FROM residual AS r WHERE r.residual_id = p->>'residual_id' AND r.parcel_uid = c.parcel_uid
          AND r.round = c.round AND r.removed_seq IS NULL) END, 'there is no such row in this round'),
      allow(act <> 'withdraw_stage' OR NOT EXISTS (SELECT 1 FROM jsonb_array_elements(w->'transitions') AS t
        WHERE t->>'to' = 'written_off' AND t->'from' ? c.status), 'the write-off is to be returned first');
    IF act = 'clear_residual' THEN
      PERFORM need(is_day(coalesce(p->>'gone_on', '')), 'the day is missing'),
        need(coalesce(p->>'person_id', '') <> '', 'the person is missing'),
        need((SELECT p->>'gone_on' COLLATE "C" >= r.found_on AND shown_gone(c, coalesce(p->>'photos', ''), r.found_on)
              FROM residual AS r WHERE r.residual_id = p->>'residual_id'), 'nothing shows that it is gone');
    END IF;
  END IF;
END $$
--
-- photos attached to the parcel are checked; a flag of the parcel is answered in words by somebody
CREATE FUNCTION judge_photos(c case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
BEGIN
  PERFORM only_sets(b, '{}');
  IF b->>'action' = 'check_photos' THEN
    PERFORM need(NOT EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(p->'photos', '[]') || coalesce(p->'flags', '[]')) AS one
        WHERE NOT EXISTS (SELECT 1 FROM parcel_attachment AS a WHERE a.parcel_uid = c.parcel_uid
          AND a.sha256 = one->>'sha256')), 'a photo attached to the parcel is missing');
  ELSE
    PERFORM allow(EXISTS (SELECT 1 FROM photo_flag AS f WHERE f.flag_id = p->>'flag_id' AND f.parcel_uid = c.parcel_uid
        AND f.round = (p->>'round')::bigint), 'the photos of the parcel have no such flag'),
      allow(entry('photo_answer', p->>'verdict') IS NOT NULL, 'the answer is unknown'),
      need(btrim(coalesce(p->>'words', '')) <> '', 'the words are missing'),
      need(is_day(coalesce(p->>'answered_on', '')), 'the day is missing'),
      allow((SELECT p->>'answered_on' COLLATE "C" >= left(f.raised_at, 10) FROM photo_flag AS f
        WHERE f.flag_id = p->>'flag_id'), 'the flag was raised later');
  END IF;
END $$
--
-- nobody answers for what they have just passed themselves
CREATE FUNCTION judge_duty(w jsonb, c case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
BEGIN
  PERFORM only_sets(b, '{department}'), allow(NOT p ? 'slot' OR NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements(w->'transitions') AS t, jsonb_array_elements(t->'requires') AS g, acts(c.parcel_uid) AS e,
      LATERAL (SELECT e.body::jsonb AS body) AS parsed
    WHERE t->>'to' = c.status AND g->'separate' ? ('duty:' || (p->>'slot')) AND e.action = t->>'action'
      AND coalesce((parsed.body->>'round')::bigint, c.round) = c.round AND p->>'person_id' = ANY (
        ARRAY[coalesce(parsed.body->>'by', '')] || words(parsed.body->'payload'->'team')
        || words(parsed.body->'payload'->'officers'))),
    'this person took part in the step that led here');
END $$
--
CREATE FUNCTION judge_hold(w jsonb, c case_state, n case_state, b jsonb) RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
  act text := b->>'action';
  kind text := CASE act WHEN 'suspend' THEN 'suspended' WHEN 'appeal' THEN 'appeal' ELSE '' END;
BEGIN
  PERFORM need(btrim(coalesce(b->'payload'->>'reason', '')) <> '', 'a reason is missing'),
    only_sets(b, CASE act WHEN 'appeal_upheld' THEN '{hold,status}' ELSE '{hold}' END::text[]),
    allow(n.hold = kind, 'the hold is another');
  IF kind <> '' THEN
    PERFORM allow(c.hold = '' AND w->'holds' ? kind AND NOT w->'finals' ? c.status, 'the case cannot be put on hold');
  ELSIF act = 'release' THEN
    PERFORM allow(c.hold <> '', 'the case is not on hold');
  ELSE
    PERFORM allow(c.hold = 'appeal' AND n.status = 'surveying', 'the case is not under appeal');
  END IF;
END $$
--
-- whether nothing stands on an event of a case: whatever came after it has been undone
CREATE FUNCTION is_newest(uid text, place bigint) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  stands jsonb := '{}';
  undone jsonb := '{}';
  target text;
  e record;
BEGIN
  FOR e IN SELECT seq::text AS seq, action, body::jsonb->'payload'->>'seq' AS target FROM event
      WHERE parcel_uid = uid AND event.seq > place AND body LIKE '%"prev_case":%' ORDER BY event.seq LOOP
    IF e.action = 'undo' THEN
      undone := undone || jsonb_build_object(e.seq, e.target);
      target := e.target;
      WHILE undone ? target LOOP
        target := undone->>target;
      END LOOP;
      IF stands ? target THEN
        stands := stands || jsonb_build_object(target, NOT (stands->>target)::boolean);
      END IF;
    ELSE
      stands := stands || jsonb_build_object(e.seq, true);
    END IF;
  END LOOP;
  RETURN NOT EXISTS (SELECT 1 FROM jsonb_each(stands) WHERE value = 'true');
END $$
--
-- an undo sets back what one event of this case set, when nothing has changed since
CREATE FUNCTION judge_undo(w jsonb, c case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  place bigint := (b->'payload'->>'seq')::bigint;
  told jsonb := (SELECT e.body::jsonb FROM event AS e WHERE e.seq = place AND e.parcel_uid = c.parcel_uid);
  now jsonb := told->'set';
  old jsonb := told->'was';
  newest boolean := is_newest(c.parcel_uid, place);
  records boolean := told->>'action' IN ('record', 'correct', 'undo');
  merged boolean := told->>'action' IN ('merge_case', 'resolve_case', 'take_over');
  back jsonb := '{}';
  key text;
BEGIN
  PERFORM need(btrim(coalesce(b->'payload'->>'reason', '')) <> '', 'a reason is missing'),
    allow(now IS NOT NULL AND (merged OR now <> '{}' AND (records OR knows(w, told->>'action'))),
          'the event is not one that is undone here'),
    allow(merged OR NOT b->'payload' ? 'rows', 'an undo brings no rows'),
    allow(NOT (told->>'action' = 'undo' AND EXISTS (SELECT 1 FROM event AS e WHERE e.seq = (told->'payload'->>'seq')::bigint
      AND e.action IN ('merge_case', 'resolve_case', 'take_over'))), 'what was merged or taken over and undone is not redone');
  IF merged THEN
    PERFORM by_owner(b), allow(newest, 'the case was worked on since');
  ELSE
    IF records AND NOT newest THEN
      now := now - 'status';
      old := old - 'status';
    END IF;
    PERFORM allow(NOT now ? 'round' AND NOT w->'finals' ? c.status
        AND (NOT now ? 'status' OR newest AND now->>'status' = c.status), 'later steps rest on the event'),
      allow(told->>'action' IN ('record', 'correct') OR NOT now ? 'status'
        OR coalesce(told->>'by', b->>'by', '') = coalesce(b->>'by', ''), 'a step is taken back by whoever took it');
  END IF;
  FOR key IN SELECT jsonb_object_keys(old) LOOP
    IF field(c, key) IS DISTINCT FROM old->key THEN
      PERFORM allow(merged OR field(c, key) = now->key, format('%s was changed again later', key));
      back := back || jsonb_build_object(key, old->key);
    END IF;
  END LOOP;
  PERFORM allow(b->'set' = back, 'an undo sets back what was there, nothing else');
END $$
--
-- what a merge takes over was judged in the copy and by the program; the database believes it of the owner only
CREATE FUNCTION by_owner(b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT owns() THEN
    PERFORM refuse('42501', format('%s is done by the owner of the ledger only', b->>'action'), 'owner');
  END IF;
END $$
--
-- answers of an earlier issue of the parcel, as they stand there, into what is empty here; no step but that of recording
CREATE FUNCTION judge_take_over(w jsonb, c case_state, n case_state, b jsonb) RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
  e case_state%ROWTYPE;
  wrong text;
BEGIN
  SELECT * INTO e FROM case_state AS s WHERE s.parcel_uid = p->>'from';
  PERFORM allow(EXISTS (WITH RECURSIVE earlier(uid) AS (
      SELECT r.other_uid FROM reissue AS r WHERE r.parcel_uid = c.parcel_uid AND r.other_uid <> ''
      UNION SELECT r.other_uid FROM reissue AS r JOIN earlier ON r.parcel_uid = earlier.uid WHERE r.other_uid <> '')
      SELECT FROM earlier WHERE uid = p->>'from'), 'the parcel named is no earlier issue of this one'),
    allow(e.last_seq = (p->>'last_seq')::bigint, 'the case of the earlier issue was changed meanwhile'),
    allow(c.hold = '' AND NOT w->'finals' ? c.status, 'the case is on hold or closed'),
    allow(n.status = c.status OR n.status = transition(w, 'record', c.status)->>'to', 'taking over leads elsewhere'),
    only_sets(b, '{finding,disposition,category,note,surveyed_on,surveyors,confirmed_area_m2,department,flags,facts,status}');
  SELECT key INTO wrong FROM jsonb_each(b->'set') AS given(key, value)
    WHERE key NOT IN ('status', 'flags') AND (NOT blank(field(c, key)) OR value IS DISTINCT FROM field(e, key)) LIMIT 1;
  PERFORM allow(wrong IS NULL, format('%s is not what the earlier issue says', wrong)),
    allow(people(c.flags) <@ people(n.flags) AND people(n.flags) <@ people(c.flags || ',' || e.flags),
          'flags add up, nothing else');
END $$
--
-- the case of a parcel that was issued again or withdrawn goes no further; its split parts are the client's to judge
CREATE FUNCTION judge_in_force(uid text) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM reissue AS r WHERE r.other_uid = uid AND (
      r.verdict = 'withdrawn' OR EXISTS (SELECT FROM parcel AS p WHERE p.parcel_uid = r.parcel_uid))) THEN
    PERFORM refuse('FL001', 'a new issue replaced or withdrew the parcel', 'replaced');
  END IF;
END $$
--
CREATE FUNCTION judge(w jsonb, c case_state, n case_state, b jsonb) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  act text := b->>'action';
BEGIN
  IF act IN ('record', 'sign', 'complete_stage', 'draw_residual') OR knows(w, act) THEN
    PERFORM judge_in_force(c.parcel_uid);
  END IF;
  IF act IN ('record', 'correct') THEN
    PERFORM judge_record(w, c, n, b);
  ELSIF act = 'sign' THEN
    PERFORM judge_sign(w, c, b);
  ELSIF act = 'withdraw_signature' THEN
    PERFORM judge_withdrawal(w, c, b);
  ELSIF act IN ('attach', 'detach') THEN
    PERFORM judge_files(w, c, b);
  ELSIF act IN ('suspend', 'appeal', 'release', 'appeal_upheld') THEN
    PERFORM judge_hold(w, c, n, b);
  ELSIF act = 'undo' THEN
    PERFORM judge_undo(w, c, b);
  ELSIF act IN ('merge_case', 'resolve_case') THEN
    PERFORM by_owner(b);
  ELSIF act = 'take_over' THEN
    PERFORM by_owner(b), judge_take_over(w, c, n, b);
  ELSIF act IN ('complete_stage', 'withdraw_stage', 'draw_residual', 'clear_residual') THEN
    PERFORM judge_ground(w, c, b);
  ELSIF act IN ('check_photos', 'explain_flag') THEN
    PERFORM judge_photos(c, b);
  ELSIF act = 'set_duty' THEN
    PERFORM judge_duty(w, c, b);
  ELSIF act IN ('close_notice', 'escalate_notice') THEN
    PERFORM only_sets(b, '{flags}');
  ELSIF act IN ('clear_duty', 'set_deadline', 'extend_deadline', 'close_deadline', 'serve_notice') THEN
    PERFORM only_sets(b, '{}');
  ELSE
    PERFORM allow(knows(w, act), format('%s is not something that can be done to a case', act)), judge_step(w, c, n, b);
  END IF;
END $$
--
-- what an event ends beside the case, and lets stand again: done here, so that no client can leave it out
CREATE FUNCTION consequences(w jsonb, c case_state, b jsonb, told bigint) RETURNS void LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
DECLARE
  p jsonb := b->'payload';
  act text := b->>'action';
  stages text[] := words(transition(w, act, c.status)->'voids');
  ended text[] := '{}';
  again text[] := '{}';
BEGIN
  IF act = 'withdraw_signature' THEN
    UPDATE sign_off SET void_seq = told WHERE sign_id = p->>'sign_id';
  ELSIF act = 'detach' THEN
    UPDATE parcel_attachment SET removed_seq = told
      WHERE parcel_uid = c.parcel_uid AND sha256 = p->>'sha256' AND role = p->>'role' AND round = c.round;
  ELSIF act = 'undo' AND NOT p ? 'rows' THEN
    WITH done AS (UPDATE sign_off SET void_seq = told WHERE parcel_uid = c.parcel_uid AND void_seq IS NULL AND sign_id = ANY (
      SELECT unnest(words(e.body::jsonb->'payload'->'restored')) FROM event AS e WHERE e.seq = (p->>'seq')::bigint)
      RETURNING sign_id)
      SELECT coalesce(array_agg(sign_id), '{}') INTO ended FROM done;
    WITH done AS (UPDATE sign_off SET void_seq = NULL WHERE parcel_uid = c.parcel_uid AND void_seq = (p->>'seq')::bigint
      RETURNING sign_id) SELECT coalesce(array_agg(sign_id), '{}') INTO again FROM done;
  ELSIF act = 'appeal_upheld' OR cardinality(stages) > 0 THEN
    WITH done AS (UPDATE sign_off SET void_seq = told WHERE parcel_uid = c.parcel_uid AND round = c.round AND void_seq IS NULL
      AND (act = 'appeal_upheld' OR stage = ANY (stages)) RETURNING sign_id)
      SELECT coalesce(array_agg(sign_id), '{}') INTO ended FROM done;
  END IF;
  IF NOT (words(p->'voided') @> ended AND words(p->'voided') <@ ended AND words(p->'restored') @> again
      AND words(p->'restored') <@ again) THEN
    PERFORM refuse('FL003', 'the event does not name the signatures it ends or lets stand again');
  END IF;
END $$
--
CREATE FUNCTION apply(body text, hash text, sm3 text, expected bigint, facts text) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  b jsonb := body::jsonb;
  w jsonb := document('workflow');
  c case_state%ROWTYPE;
  n case_state%ROWTYPE;
  told bigint;
BEGIN
  PERFORM FROM ledger_head FOR UPDATE;
  SELECT * INTO c FROM case_state AS s WHERE s.parcel_uid = b->>'parcel_uid' FOR UPDATE;
  IF c.parcel_uid IS NULL OR NOT in_scope(c.parcel_uid) THEN
    PERFORM refuse('42501', format('parcel %s is not in a township of the login %s', b->>'parcel_uid', session_user), 'township');
  END IF;
  IF c.version IS DISTINCT FROM expected THEN
    PERFORM refuse('40001',
                   format('the case was changed by %s at %s, it is at version %s now', c.updated_by, c.updated_at, c.version),
                   jsonb_build_object('who', c.updated_by, 'when', c.updated_at, 'version', c.version)::text);
  END IF;
  n := set_fields(c, b, facts);
  IF (b->>'round')::bigint IS DISTINCT FROM c.round OR b->>'from' IS DISTINCT FROM c.status OR b->>'to' IS DISTINCT FROM n.status
      OR b->>'prev_case' IS DISTINCT FROM c.last_hash THEN
    PERFORM refuse('FL003', 'the event is wrong about where the case stands');
  END IF;
  PERFORM judge(w, c, n, b);
  told := add_event(body, b, hash, sm3);
  UPDATE case_state SET status = n.status, hold = n.hold, finding = n.finding, disposition = n.disposition, category = n.category,
    note = n.note, surveyed_on = n.surveyed_on, surveyors = n.surveyors, facts = n.facts, round = n.round, campaign = n.campaign,
    department = n.department, flags = n.flags, confirmed_area_m2 = n.confirmed_area_m2, version = c.version + 1, last_seq = told,
    last_hash = apply.hash, updated_at = b->>'ts', updated_by = session_user WHERE parcel_uid = c.parcel_uid;
  PERFORM consequences(w, c, b, told);
  RETURN told;
END $$
