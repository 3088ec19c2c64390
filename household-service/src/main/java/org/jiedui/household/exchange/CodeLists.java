package org.jiedui.household.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiedui.household.CodeValue;
import org.jiedui.household.attachment.AttachmentOwner;
import org.jiedui.household.calendar.DayKind;
import org.jiedui.household.income.IncomeGroup;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.line.LineKind;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureTag;
import org.jiedui.household.plan.PlanState;
import org.jiedui.household.plan.ProjectKind;
import org.jiedui.household.plan.ProjectState;
import org.jiedui.household.plan.Subsidy;
import org.jiedui.household.publicity.PublicityKind;
import org.jiedui.household.publicity.PublicityMatter;
import org.jiedui.household.publicity.PublicityState;
import org.jiedui.household.quality.QualityGroup;
import org.jiedui.household.quality.QualityRule;
import org.jiedui.household.quality.QualitySeverity;
import org.jiedui.household.quality.QualityState;
import org.jiedui.household.region.RegionChangeKind;
import org.jiedui.household.region.RegionLevel;
import org.jiedui.household.registration.Arrival;
import org.jiedui.household.registration.AssetKind;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Closure;
import org.jiedui.household.registration.Departure;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.Ethnicity;
import org.jiedui.household.registration.HealthCondition;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.HousingGrade;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.LifeEventKind;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.PoliticalStatus;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.RetentionSubject;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.Toilet;
import org.jiedui.household.registration.TransitionState;
import org.jiedui.household.registration.Wish;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.registration.WorkPlace;
import org.jiedui.household.request.HandlerKind;
import org.jiedui.household.request.IntakeChannel;
import org.jiedui.household.request.RequestCategory;
import org.jiedui.household.request.RequestKind;
import org.jiedui.household.request.RequestState;
import org.jiedui.household.request.Urgency;
import org.jiedui.household.risk.CaseDecision;
import org.jiedui.household.risk.DisasterKind;
import org.jiedui.household.risk.EliminationManner;
import org.jiedui.household.risk.Risk;
import org.jiedui.household.risk.RiskCaseState;
import org.jiedui.household.risk.RiskNeed;
import org.jiedui.household.risk.RiskOrigin;
import org.jiedui.household.risk.RiskReason;
import org.jiedui.household.risk.ShockKind;
import org.jiedui.household.safeguard.SafeguardKind;
import org.jiedui.household.village.Infrastructure;
import org.jiedui.household.village.InfrastructureState;
import org.jiedui.household.village.VillageTrait;
import org.jiedui.household.visit.QuestionState;
import org.jiedui.household.visit.VisitManner;

/** All code lists of this service, by name in kebab case. */
public final class CodeLists {
    private static final Map<String, List<CodeValue>> LISTS = new TreeMap<>();

    static {
        add(RegionLevel.values());
        add(LineKind.values());
        add(HouseholdType.values());
        add(HouseholdAttribute.values());
        add(MonitoredCategory.values());
        add(Cause.values());
        add(Need.values());
        add(Relation.values());
        add(HealthCondition.values());
        add(LabourAbility.values());
        add(Education.values());
        add(Schooling.values());
        add(Sex.values());
        add(IdType.values());
        add(Insurance.values());
        add(Safeguard.values());
        add(HousingGrade.values());
        add(Toilet.values());
        add(Departure.values());
        add(Arrival.values());
        add(Closure.values());
        add(LifeEventKind.values());
        add(Wish.values());
        add(AssetKind.values());
        add(TransitionState.values());
        add(RetentionSubject.values());
        add(IncomeGroup.values());
        add(IncomeItem.values());
        add(VisitManner.values());
        add(QuestionState.values());
        add(DayKind.values());
        add(RequestKind.values());
        add(HandlerKind.values());
        add(RequestCategory.values());
        add(RequestState.values());
        add(Urgency.values());
        add(IntakeChannel.values());
        add(MeasureCategory.values());
        add(MeasureTag.values());
        add(Subsidy.values());
        add(FundsSource.values());
        add(PlanState.values());
        add(ProjectKind.values());
        add(ProjectState.values());
        add(RiskReason.values());
        add(Risk.values());
        add(RiskCaseState.values());
        add(RiskOrigin.values());
        add(EliminationManner.values());
        add(CaseDecision.values());
        add(Ethnicity.values());
        add(PoliticalStatus.values());
        add(WorkPlace.values());
        add(WorkChannel.values());
        add(PublicityKind.values());
        add(PublicityMatter.values());
        add(PublicityState.values());
        add(AttachmentOwner.values());
        add(ShockKind.values());
        add(DisasterKind.values());
        add(RiskNeed.values());
        add(SafeguardKind.values());
        add(VillageTrait.values());
        add(Infrastructure.values());
        add(InfrastructureState.values());
        add(RegionChangeKind.values());
        add(QualityGroup.values());
        add(QualityRule.values());
        add(QualitySeverity.values());
        add(QualityState.values());
    }

    private CodeLists() {}

    private static void add(CodeValue... values) {
        var name = values[0]
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
        LISTS.put(name, List.of(values));
    }

    /** Names of all lists. */
    public static List<String> names() {
        return List.copyOf(LISTS.keySet());
    }

    /** The values of a list in their order, or null when there is no such list. */
    public static List<CodeValue> list(String name) {
        return LISTS.get(name);
    }
}
