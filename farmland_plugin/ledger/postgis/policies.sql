-- Who sees and writes which rows: the parcels of the townships in user_scope, and what hangs on them. No views: a view
-- that its owner owns would show every township.
--
CREATE POLICY own_townships ON parcel USING (township LIKE ANY ((SELECT patterns())::text[]))
--
CREATE POLICY own_townships ON event FOR SELECT USING ((SELECT county_wide()) OR parcel_uid IS NULL
  OR EXISTS (SELECT 1 FROM parcel AS p WHERE p.parcel_uid = event.parcel_uid))
--
CREATE POLICY own_townships ON person USING (township = '' OR township LIKE ANY ((SELECT patterns())::text[]))
--
CREATE POLICY county_and_importer ON quarantine FOR SELECT USING ((SELECT county_wide())
  OR EXISTS (SELECT 1 FROM batch AS b WHERE b.batch_id = quarantine.batch_id AND b.imported_by = session_user))
--
CREATE POLICY importer ON quarantine FOR INSERT WITH CHECK (true)
--
CREATE POLICY own_townships ON attachment FOR SELECT USING ((SELECT county_wide()) OR imported_by = session_user
  OR EXISTS (SELECT 1 FROM parcel_attachment AS a WHERE a.sha256 = attachment.sha256))
--
CREATE POLICY importer ON attachment FOR INSERT WITH CHECK (imported_by = session_user)
--
CREATE POLICY own_townships ON visit FOR SELECT USING ((SELECT county_wide()) OR recorded_by = session_user
  OR EXISTS (SELECT 1 FROM visit_parcel AS v WHERE v.visit_id = visit.visit_id))
--
CREATE POLICY visitor ON visit FOR INSERT WITH CHECK (recorded_by = session_user)
