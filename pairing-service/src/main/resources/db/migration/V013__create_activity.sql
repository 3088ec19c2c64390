-- What is done within pairings (PA-16): the six methods, the six ones, visits and group meetings.
CREATE TABLE activity (
  id           BINARY(16)    NOT NULL,
  version      BIGINT        NOT NULL,
  region       VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pairing_id   BINARY(16)    NULL COMMENT 'null: a group activity, see attendance',
  helper_id    BINARY(16)    NULL COMMENT 'who holds a group activity: person or team',
  method       VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  held_on      DATE          NOT NULL,
  minutes      INT           NOT NULL,
  topic        VARCHAR(200)  NOT NULL,
  result       VARCHAR(1000) NULL,
  problems_found  INT        NOT NULL,
  problems_solved INT        NOT NULL,
  due_on       DATE          NULL COMMENT 'homework: last day to hand in',
  hand_in      VARCHAR(4000) NULL,
  handed_in_at DATETIME(6)   NULL,
  feedback     VARCHAR(2000) NULL,
  grade        VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  feedback_at  DATETIME(6)   NULL,
  recorded_by  VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recorded_at  DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  KEY activity_pairing (pairing_id, id),
  KEY activity_region (region, id),
  KEY activity_helper (helper_id, held_on)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Who was expected at a group activity, and whether he came. An absence with an excuse does not count.
CREATE TABLE attendance (
  activity_id BINARY(16)  NOT NULL,
  pairing_id  BINARY(16)  NOT NULL,
  present     BIT(1)      NOT NULL,
  excused     BIT(1)      NOT NULL,
  held_on     DATE        NOT NULL,
  PRIMARY KEY (activity_id, pairing_id),
  KEY attendance_pairing (pairing_id, held_on)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- When something was last done within a pairing; moved forward only.
ALTER TABLE pairing
  ADD COLUMN last_activity_on DATE NULL COMMENT 'last visit or activity that is known';
