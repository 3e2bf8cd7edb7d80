-- What the two group roles may do; {read} and {write} are their names.
--
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC
--
GRANT USAGE ON SCHEMA {schema} TO {read}, {write}
--
GRANT SELECT ON meta, dictionary, rule, batch, parcel, quarantine, case_state, redline, overlap, overlap_part, role_cover,
  screening, scene, attachment,
  parcel_attachment, sign_off, event, anchor, package, person, duty, visit, visit_parcel, notice, deadline, hold_period, merge,
  merged_event, conflict, clue, place, parcel_link, reissue, completion, residual, scene_tile, scene_retired,
  control_building, pair_check, comparison, photo, photo_flag, photo_answer, lies TO {read}, {write}
--
GRANT EXECUTE ON FUNCTION patterns, county_wide, newest, links, photo_prints TO {read}, {write}
--
GRANT EXECUTE ON FUNCTION head, apply, append_event TO {write}
--
GRANT INSERT ON batch, parcel, quarantine, case_state, redline, overlap, overlap_part, role_cover, screening, scene, attachment,
  parcel_attachment, sign_off,
  anchor, package, person, duty, visit, visit_parcel, notice, deadline, hold_period, clue, place, parcel_link, reissue,
  completion, residual, scene_tile, scene_retired, control_building, pair_check, comparison,
  photo, photo_flag, photo_answer TO {write}
--
GRANT DELETE ON overlap, overlap_part, role_cover, screening, parcel_attachment, duty TO {write}
--
GRANT UPDATE (retired_at, retired_by, retired_why) ON redline TO {write}
--
GRANT UPDATE (void_seq) ON sign_off TO {write}
--
GRANT UPDATE (removed_seq) ON parcel_attachment TO {write}
--
GRANT UPDATE (removed_seq) ON completion TO {write}
--
GRANT UPDATE (removed_seq) ON residual TO {write}
--
GRANT UPDATE (removed_seq) ON control_building TO {write}
--
GRANT UPDATE (verified_at, verdict) ON package TO {write}
--
GRANT UPDATE (name, id_no, phone, person_hash, roles, department, township, village, login, active, seq) ON person TO {write}
--
GRANT UPDATE (served_on, due_on, attachment, closed_on, escalated_on) ON notice TO {write}
--
GRANT UPDATE (due_on, extended_seq, reason, done_on) ON deadline TO {write}
--
GRANT UPDATE (until) ON hold_period TO {write}
--
GRANT UPDATE (parcel_uid) ON clue TO {write}
--
GRANT UPDATE (decision, reason, decided_by, decided_at) ON parcel_link TO {write}
