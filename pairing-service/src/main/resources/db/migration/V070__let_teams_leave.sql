-- A team or organisation that goes for good has a last day, and on the day on which a leader changes the team acts through
-- another account.
ALTER TABLE organisation
  ADD COLUMN available_to DATE NULL COMMENT 'last day, inclusive';

ALTER TABLE organisation_member
  ADD KEY organisation_member_since (since),
  ADD KEY organisation_member_until (until);
