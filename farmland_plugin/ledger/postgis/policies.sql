-- Who sees and writes which rows: the parcels of the townships in user_scope, and what hangs on them. No views: a view
-- that its owner owns would show every township.
--
CREATE POLICY own_townships ON parcel USING ((SELECT county_wide())
  OR coalesce((SELECT l.township FROM lies AS l WHERE l.parcel_uid = parcel.parcel_uid), township)
    LIKE ANY ((SELECT patterns())::text[]))
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
--
-- a tip may name people: whoever brought it in sees it, the county, and the township once it has a parcel
CREATE POLICY county_and_importer ON clue USING ((SELECT county_wide())
  OR EXISTS (SELECT 1 FROM batch AS b WHERE b.batch_id = clue.batch_id AND b.imported_by = session_user)
  OR EXISTS (SELECT 1 FROM parcel AS p WHERE p.parcel_uid = clue.parcel_uid))
--
-- whoever sees one of two parcels on the same ground is told of the other
CREATE POLICY either_parcel ON parcel_link USING ((SELECT county_wide())
  OR EXISTS (SELECT 1 FROM parcel AS p WHERE p.parcel_uid IN (parcel_link.parcel_uid, parcel_link.other_uid)))
--
CREATE POLICY county_and_importer ON reissue USING ((SELECT county_wide())
  OR EXISTS (SELECT 1 FROM batch AS b WHERE b.batch_id = reissue.batch_id AND b.imported_by = session_user)
  OR EXISTS (SELECT 1 FROM parcel AS p WHERE p.parcel_uid IN (reissue.parcel_uid, reissue.other_uid)))
--
CREATE POLICY own_townships ON place USING ((SELECT county_wide()) OR coalesce(
  (SELECT l.township FROM lies AS l WHERE l.parcel_uid = place.parcel_uid) LIKE ANY ((SELECT patterns())::text[]),
  EXISTS (SELECT 1 FROM parcel AS p WHERE p.parcel_uid = place.parcel_uid)))
