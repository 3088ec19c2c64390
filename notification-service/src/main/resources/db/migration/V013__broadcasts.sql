-- Own copy of what segments are chosen by, from events. An older event never overwrites a newer one.
CREATE TABLE helper_profile (
  helper_id   BINARY(16)  NOT NULL,
  account     VARCHAR(64) NULL,
  region      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred_at DATETIME(6) NOT NULL,
  PRIMARY KEY (helper_id),
  KEY helper_profile_region (region, kind)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE helper_skill (
  skill     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  helper_id BINARY(16)  NOT NULL,
  PRIMARY KEY (skill, helper_id),
  KEY helper_skill_helper (helper_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE household_profile (
  household_id BINARY(16)  NOT NULL,
  region       VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred_at  DATETIME(6) NOT NULL,
  PRIMARY KEY (household_id),
  KEY household_profile_region (region)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE household_code (
  kind         VARCHAR(4)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'NEED TAG (type, category, cause)',
  code         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  household_id BINARY(16)  NOT NULL,
  PRIMARY KEY (household_id, kind, code),
  KEY household_code_code (kind, code, household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

ALTER TABLE pairing_party
  ADD COLUMN helped_region VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD KEY pairing_party_helper (helper_id, active),
  ADD KEY pairing_party_region (helped_region, active);

CREATE TABLE broadcast (
  id           BINARY(16)    NOT NULL,
  category     VARCHAR(10)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'TECHNIQUE MARKET TRAINING',
  title_zh     VARCHAR(200)  NOT NULL,
  body_zh      VARCHAR(2000) NOT NULL,
  title_en     VARCHAR(200)  NOT NULL,
  body_en      VARCHAR(2000) NOT NULL,
  region       VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  roles        VARCHAR(200)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  needs        VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tags         VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  skills       VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channels     VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'beside the inbox',
  per_minute   INT           NOT NULL COMMENT 'recipients told in a minute at most',
  scheduled_at DATETIME(6)   NULL COMMENT 'not before; null: when approved',
  state        VARCHAR(10)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'DRAFT SUBMITTED REJECTED APPROVED SENDING SENT STOPPED',
  recipients   INT           NULL COMMENT 'as counted last',
  counted_at   DATETIME(6)   NULL,
  told         INT           NOT NULL,
  told_up_to   VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'mailbox that was told last',
  author       VARCHAR(64)   NOT NULL,
  decided_by   VARCHAR(64)   NULL,
  decided_at   DATETIME(6)   NULL,
  started_at   DATETIME(6)   NULL,
  ended_at     DATETIME(6)   NULL,
  created_at   DATETIME(6)   NOT NULL,
  version      BIGINT        NOT NULL,
  PRIMARY KEY (id),
  KEY broadcast_region (region, id),
  KEY broadcast_state (state, scheduled_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Whom it is for, taken when sending begins, and told in the order of the key.
CREATE TABLE broadcast_recipient (
  broadcast_id BINARY(16)   NOT NULL,
  mailbox      VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (broadcast_id, mailbox)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

ALTER TABLE message_mark ADD KEY message_mark_event (event_id);
