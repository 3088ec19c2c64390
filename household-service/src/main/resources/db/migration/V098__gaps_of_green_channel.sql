-- Since when a case's household is monitored: from the green channel on, else from the county's approval.
ALTER TABLE risk_case
  ADD COLUMN since DATE GENERATED ALWAYS AS (COALESCE(green_channel_on, monitored_from)) VIRTUAL;

-- What the green channel decided stood in its step only.
UPDATE risk_case c JOIN risk_case_step s ON s.case_id = c.id AND s.decision = 'GREEN_CHANNEL'
  SET c.category = JSON_UNQUOTE(JSON_EXTRACT(s.details, '$.category')),
      c.risks = REGEXP_REPLACE(CAST(JSON_EXTRACT(s.details, '$.risks') AS CHAR), '[^A-Z_,]', '')
WHERE c.category IS NULL AND JSON_CONTAINS_PATH(s.details, 'all', '$.category', '$.risks');
