-- Who leads a team, as was told last: another leader is announced once, whether or not he has an account.
ALTER TABLE organisation
  ADD COLUMN leader_id BINARY(16) NULL COMMENT 'helper who leads the team; null: nobody, or no team' AFTER account;

UPDATE organisation o
JOIN organisation_member m ON m.organisation_id = o.id AND m.role IN ('FIRST_SECRETARY', 'LEADER')
  AND m.since <= CURRENT_DATE AND (m.until IS NULL OR m.until > CURRENT_DATE)
SET o.leader_id = m.helper_id;
