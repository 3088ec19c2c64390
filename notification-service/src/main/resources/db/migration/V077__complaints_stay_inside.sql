-- Who is complained about, and the provincial platform, must not learn of a complaint: such events go to nobody but the
-- people who handle them.
ALTER TABLE announcement
  ADD COLUMN confidential BIT(1) NOT NULL DEFAULT b'0' COMMENT 'neither in the feed of events nor for webhooks and robots';

UPDATE announcement SET confidential = b'1'
  WHERE type LIKE 'org.jiedui.household.request-%' AND CONVERT(data USING utf8mb4) LIKE '%"kind":"COMPLAINT"%';

DELETE d FROM delivery d JOIN announcement a ON a.id = d.event_id
  WHERE a.confidential = b'1' AND d.channel IN ('WEBHOOK', 'WECOM', 'DINGTALK');
