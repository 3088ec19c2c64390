-- The words for appeals, honours, model cases, change requests, absences and what happens to a cycle. Changed by POST /api/v1/templates.
INSERT INTO template (id, event_type, channel, revision, title_zh, body_zh, title_en, body_en, author, created_at, version) VALUES
  (UNHEX('0193e0c4b0007000800000000000006c'), 'cycle-reopened', 'INBOX', 1, '评议重新开放', '{region} 的评议（{programme}，{periodFrom} 至 {periodTo}）重新开放，可继续作答或修改，截止 {due}。', 'Evaluation reopened', 'The evaluation of {programme} in {region} for {periodFrom} to {periodTo} accepts answers again until {due}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000006d'), 'cycle-cancelled', 'INBOX', 1, '评议取消', '{region} 的评议（{programme}，{periodFrom} 至 {periodTo}）已取消，您的评议任务作废。', 'Evaluation called off', 'The evaluation of {programme} in {region} for {periodFrom} to {periodTo} was called off; its tasks are void.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000006e'), 'appeal-filed', 'INBOX', 1, '评议申诉', '{region} 有一项对评议结果的申诉，待县级复核。', 'Appeal filed', 'An appeal against an evaluation result was filed in {region}; the county re-checks it.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000006f'), 'appeal-decided', 'INBOX', 1, '申诉结果', '{region} 一项对评议结果的申诉已有决定：{outcome}。申诉成立的，更正后的结果另行公布。', 'Appeal decided', 'An appeal against an evaluation result in {region} was decided: {outcome}. If upheld, the corrected result follows.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000070'), 'honour-won', 'INBOX', 1, '荣誉与成长', '您于 {wonOn} 获得一项记录：{kind}（{region}）。祝贺！', 'Honour recorded', 'Congratulations: {kind} was recorded for you on {wonOn} ({region}).', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000071'), 'honour-revoked', 'INBOX', 1, '荣誉撤销', '您在 {region} 的一项荣誉记录已撤销。', 'Honour revoked', 'An honour that was recorded for you in {region} was revoked.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000072'), 'model-case-published', 'INBOX', 1, '典型案例发布', '{region} 发布了新的典型案例，致贫原因：{cause}，帮扶措施：{measure}，可供查阅。', 'Model case published', 'A model case from {region} can be looked up; cause: {cause}, measure: {measure}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000073'), 'change-requested', 'INBOX', 1, '结对变更申请', '{region} 的结对有变更申请：{wish}，原因：{reason}，请于 {due} 前决定。', 'Change of a pairing requested', 'A change of a pairing in {region} was requested: {wish}; reason: {reason}; to be decided by {due}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000074'), 'change-decided', 'INBOX', 1, '结对变更申请结果', '{region} 的结对变更申请（{wish}）结果：{state}。', 'Change of a pairing decided', 'The request for a change of a pairing in {region} ({wish}): {state}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000075'), 'attendance-warned', 'INBOX', 1, '缺勤提醒', '{region} 的帮带对象已无故缺席集体活动 {absences} 次，再缺席可能被退回，请关注。', 'Absences', 'In {region} a helped side was absent from group activities {absences} times without excuse and may be sent back.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000076'), 'cycle-reopened', 'EMAIL', 1, '【结对帮扶】评议重新开放', '{region} 的评议（{programme}，{periodFrom} 至 {periodTo}）重新开放，可继续作答或修改，截止 {due}。', '[Jiedui] Evaluation reopened', 'The evaluation of {programme} in {region} for {periodFrom} to {periodTo} accepts answers again until {due}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000077'), 'cycle-cancelled', 'EMAIL', 1, '【结对帮扶】评议取消', '{region} 的评议（{programme}，{periodFrom} 至 {periodTo}）已取消，您的评议任务作废。', '[Jiedui] Evaluation called off', 'The evaluation of {programme} in {region} for {periodFrom} to {periodTo} was called off; its tasks are void.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000078'), 'appeal-filed', 'EMAIL', 1, '【结对帮扶】评议申诉', '{region} 有一项对评议结果的申诉，待县级复核。', '[Jiedui] Appeal filed', 'An appeal against an evaluation result was filed in {region}; the county re-checks it.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b00070008000000000000079'), 'appeal-decided', 'EMAIL', 1, '【结对帮扶】申诉结果', '{region} 一项对评议结果的申诉已有决定：{outcome}。申诉成立的，更正后的结果另行公布。', '[Jiedui] Appeal decided', 'An appeal against an evaluation result in {region} was decided: {outcome}. If upheld, the corrected result follows.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000007a'), 'honour-won', 'EMAIL', 1, '【结对帮扶】荣誉与成长', '您于 {wonOn} 获得一项记录：{kind}（{region}）。祝贺！', '[Jiedui] Honour recorded', 'Congratulations: {kind} was recorded for you on {wonOn} ({region}).', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000007b'), 'honour-revoked', 'EMAIL', 1, '【结对帮扶】荣誉撤销', '您在 {region} 的一项荣誉记录已撤销。', '[Jiedui] Honour revoked', 'An honour that was recorded for you in {region} was revoked.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000007c'), 'model-case-published', 'EMAIL', 1, '【结对帮扶】典型案例发布', '{region} 发布了新的典型案例，致贫原因：{cause}，帮扶措施：{measure}，可供查阅。', '[Jiedui] Model case published', 'A model case from {region} can be looked up; cause: {cause}, measure: {measure}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000007d'), 'change-requested', 'EMAIL', 1, '【结对帮扶】结对变更申请', '{region} 的结对有变更申请：{wish}，原因：{reason}，请于 {due} 前决定。', '[Jiedui] Change of a pairing requested', 'A change of a pairing in {region} was requested: {wish}; reason: {reason}; to be decided by {due}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000007e'), 'change-decided', 'EMAIL', 1, '【结对帮扶】结对变更申请结果', '{region} 的结对变更申请（{wish}）结果：{state}。', '[Jiedui] Change of a pairing decided', 'The request for a change of a pairing in {region} ({wish}): {state}.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b0007000800000000000007f'), 'attendance-warned', 'EMAIL', 1, '【结对帮扶】缺勤提醒', '{region} 的帮带对象已无故缺席集体活动 {absences} 次，再缺席可能被退回，请关注。', '[Jiedui] Absences', 'In {region} a helped side was absent from group activities {absences} times without excuse and may be sent back.', 'shipped', '2026-01-01', 0);

-- A next revision of words that said too much (an extension names no path) or too little (a corrected result, what it means).
-- Words that were already written anew here stay in force.
INSERT INTO template (id, event_type, channel, revision, title_zh, body_zh, title_en, body_en, author, created_at, version)
SELECT n.id, n.event_type, n.channel,
  (SELECT MAX(t.revision) + 1 FROM template t WHERE t.event_type = n.event_type AND t.channel = n.channel),
  n.title_zh, n.body_zh, n.title_en, n.body_en, 'shipped', '2026-01-01', 0
FROM (VALUES
  ROW(UNHEX('0193e0c4b00070008000000000000080'), 'task-extended', 'INBOX', '评议任务延期', '您在 {region} 的评议任务已延期至 {due}。', 'Evaluation task extended', 'Your evaluation task in {region} was extended to {due}.'),
  ROW(UNHEX('0193e0c4b00070008000000000000081'), 'evaluation-published', 'INBOX', '评议结果', '评议结果（第 {revision} 版）：{score} 分，等次：{band}；对后续结对的建议：{consequence}。第 2 版起为更正结果，取代此前各版。', 'Evaluation result', 'The evaluation result (version {revision}): {score} points, band {band}; suggested for the next pairing: {consequence}. From version 2 on it is a correction that replaces the earlier ones.'),
  ROW(UNHEX('0193e0c4b00070008000000000000082'), 'task-extended', 'EMAIL', '【结对帮扶】评议任务延期', '您在 {region} 的评议任务已延期至 {due}。', '[Jiedui] Evaluation task extended', 'Your evaluation task in {region} was extended to {due}.'),
  ROW(UNHEX('0193e0c4b00070008000000000000083'), 'evaluation-published', 'EMAIL', '【结对帮扶】评议结果', '评议结果（第 {revision} 版）：{score} 分，等次：{band}；对后续结对的建议：{consequence}。第 2 版起为更正结果，取代此前各版。', '[Jiedui] Evaluation result', 'The evaluation result (version {revision}): {score} points, band {band}; suggested for the next pairing: {consequence}. From version 2 on it is a correction that replaces the earlier ones.')
) AS n (id, event_type, channel, title_zh, body_zh, title_en, body_en)
WHERE NOT EXISTS (SELECT 1 FROM template w
  WHERE w.event_type = n.event_type AND w.channel = n.channel AND w.region = '' AND w.revision > 1);

-- Own copy of who has tasks in which evaluation cycle, so that they hear when it is reopened or called off.
CREATE TABLE cycle_task_owner (
  cycle_id BINARY(16)   NOT NULL,
  mailbox  VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'account:<sub> or role:<role>@<region>',
  PRIMARY KEY (cycle_id, mailbox)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The tasks of a cycle that was called off are void: nobody is reminded of them. A rule that was changed here stays as it is.
UPDATE reminder_rule SET stops = 'cycle-closed@cycleId,cycle-cancelled@cycleId', version = version + 1
WHERE code = 'EVALUATION_UNFINISHED' AND stops = 'cycle-closed@cycleId';
