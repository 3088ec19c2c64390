-- Since when a lane's receiver takes nothing at all: a webhook endpoint is switched off after some days of it.
ALTER TABLE delivery_lane
  ADD COLUMN failing_since DATETIME(6) NULL,
  ADD KEY delivery_lane_failing (channel, failing_since);

INSERT INTO delivery_lane (id, channel, failures, paused_until, holder, held_until) VALUES
  (UNHEX('00000000000070008000000000000011'), 'SMS', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000012'), 'SMS', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000013'), 'SMS', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000014'), 'SMS', 0, '2000-01-01', '', '2000-01-01');

ALTER TABLE webhook_endpoint
  ADD COLUMN old_secret       VARBINARY(255) NULL COMMENT 'encrypted; signs too until old_secret_until',
  ADD COLUMN old_secret_until DATETIME(6)    NULL,
  ADD COLUMN disabled_at      DATETIME(6)    NULL COMMENT 'switched off because it took nothing for days';

-- Group robots of WeCom and DingTalk: their address holds a key and is a secret.
CREATE TABLE robot (
  id         BINARY(16)     NOT NULL,
  kind       VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WECOM DINGTALK',
  name       VARCHAR(60)    NOT NULL,
  url        VARBINARY(900) NOT NULL COMMENT 'encrypted',
  secret     VARBINARY(400) NULL COMMENT 'encrypted; DingTalk signs with it',
  types      VARCHAR(2000)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'comma-separated names; empty: mandatory types',
  region     VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  language   CHAR(2)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner      VARCHAR(64)    NOT NULL,
  created_at DATETIME(6)    NOT NULL,
  version    BIGINT         NOT NULL,
  PRIMARY KEY (id),
  KEY robot_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The words of one province in place of the general ones; what an SMS provider calls its registered text.
ALTER TABLE template
  ADD COLUMN region      VARCHAR(2)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'province code; empty: everywhere',
  ADD COLUMN provider_id VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'SMS: template id at the provider',
  ADD KEY template_province (event_type, channel, region, revision);
