-- Honours and growth (EV-11), model cases (EV-12).

CREATE TABLE honour (
  id            BINARY(16)      NOT NULL,
  region        VARCHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind          VARCHAR(20)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holder_kind   VARCHAR(20)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holder_id     BINARY(16)      NOT NULL,
  title         VARCHAR(100)    NOT NULL,
  won_on        DATE            NOT NULL,
  source        VARCHAR(200)    NOT NULL COMMENT 'document or decision by which it was won',
  mentor_id     BINARY(16)      NULL COMMENT 'growth: the mentor under whom',
  state         VARCHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  revoke_reason VARBINARY(4200) NULL COMMENT 'encrypted',
  created_at    DATETIME(6)     NOT NULL,
  updated_at    DATETIME(6)     NOT NULL,
  version       BIGINT          NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY honour_once (holder_id, kind, won_on, title),
  KEY honour_region (region, id),
  KEY honour_mentor (mentor_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE model_case (
  id            BINARY(16)   NOT NULL,
  region        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title         VARCHAR(100) NOT NULL,
  summary       TEXT         NOT NULL COMMENT 'fit for print: no personal data, which the review sees to',
  cause         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  measure       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pairing_id    BINARY(16)   NULL,
  nominated_by  VARCHAR(64)  NOT NULL,
  review_reason VARCHAR(500) NULL,
  reviewed_by   VARCHAR(64)  NULL,
  created_at    DATETIME(6)  NOT NULL,
  updated_at    DATETIME(6)  NOT NULL,
  version       BIGINT       NOT NULL,
  PRIMARY KEY (id),
  KEY model_case_region (region, id),
  KEY model_case_lookup (state, cause, measure, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
