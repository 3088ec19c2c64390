package org.jiedui.evaluation.template;

import java.util.List;
import org.jiedui.evaluation.SubjectRole;

/** Make a new version of a template, or replace the content of a draft. */
public record WriteTemplate(
        String code, String nameZh, String nameEn, SubjectRole subjectRole, List<Section> sections) {}
