-- One index less for every member that is written: namesakes of a village are found among those of everywhere, which are
-- few. And with the household in them, two others tell a person from the person's own row without reading it.
ALTER TABLE household_member
  DROP KEY member_namesake,
  DROP KEY member_birth_name,
  DROP KEY member_phone_hash,
  ADD KEY member_birth_name (birth_date, name, household_id),
  ADD KEY member_phone_hash (phone_hash, household_id);
