package org.jiedui.evaluation.survey;

import java.util.UUID;
import org.jiedui.evaluation.SubjectRole;

/**
 * One token with what it asks about. Whoever holds it may answer once; nothing says who that is.
 *
 * @param unit of the subject
 */
public record Slip(int number, SurveyToken token, UUID subjectId, SubjectRole subjectKind, String unit) {}
