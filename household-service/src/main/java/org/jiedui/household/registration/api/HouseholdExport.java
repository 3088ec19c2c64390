package org.jiedui.household.registration.api;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.ExportKind;
import org.jiedui.household.income.IncomeLine;
import org.jiedui.household.income.IncomeStatements;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdReading;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.ListedHousehold;
import org.jiedui.household.registration.Member;

/** Households as the import takes them: one row per member, codes as codes, personal data masked unless revealed. */
@ApplicationScoped
public class HouseholdExport implements ExportKind {
    private static final int PAGE = 200;
    private static final Set<String> FILTERS =
            Set.of("region", "type", "category", "mainCause", "monitored", "atRisk", "updatedFrom");
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("type", "household-type"),
            Map.entry("attributes", "household-attribute"),
            Map.entry("mainCause", "cause"),
            Map.entry("otherCauses", "cause"),
            Map.entry("needs", "need"),
            Map.entry("food", "safeguard"),
            Map.entry("clothing", "safeguard"),
            Map.entry("compulsoryEducation", "safeguard"),
            Map.entry("medicalCare", "safeguard"),
            Map.entry("housing", "safeguard"),
            Map.entry("water", "safeguard"),
            Map.entry("housingGrade", "housing-grade"),
            Map.entry("toilet", "toilet"),
            Map.entry("relation", "relation"),
            Map.entry("idType", "id-type"),
            Map.entry("sex", "sex"),
            Map.entry("health", "health-condition"),
            Map.entry("labour", "labour-ability"),
            Map.entry("education", "education"),
            Map.entry("schooling", "schooling"),
            Map.entry("insurances", "insurance"),
            Map.entry("ethnicity", "ethnicity"),
            Map.entry("politicalStatus", "political-status"),
            Map.entry("workPlace", "work-place"),
            Map.entry("workChannel", "work-channel"));

    private final HouseholdRepository households;
    private final HouseholdReading reading;
    private final IncomeStatements statements;
    private final EntityManager entities;
    private final AuditTrail audit;

    HouseholdExport(
            HouseholdRepository households,
            HouseholdReading reading,
            IncomeStatements statements,
            EntityManager entities,
            AuditTrail audit) {
        this.households = households;
        this.reading = reading;
        this.statements = statements;
        this.entities = entities;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return "households";
    }

    @Override
    public Columns columns() {
        return HouseholdColumns.ALL;
    }

    @Override
    public String codeList(String column) {
        return LISTS.get(column);
    }

    @Override
    public Set<String> personal() {
        return Set.of("idNumber", "phone", "bankAccount", "health");
    }

    @Override
    public void check(Map<String, String> filters) {
        var unknown = filters.keySet().stream()
                .filter(name -> !FILTERS.contains(name))
                .map(name -> new Violation("?" + name, "UNKNOWN_PARAMETER", "未知的筛选条件", "Unknown filter"))
                .toList();
        if (!unknown.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(unknown);
        }
        filter(filters);
    }

    private static HouseholdRepository.Filter filter(Map<String, String> filters) {
        var read = new HouseholdResource.Filters();
        read.region = filters.get("region");
        read.type = filters.get("type");
        read.category = filters.get("category");
        read.mainCause = filters.get("mainCause");
        read.monitored = filters.get("monitored");
        read.atRisk = filters.get("atRisk");
        read.updatedFrom = filters.get("updatedFrom");
        return read.read();
    }

    @Override
    public void rows(Caller caller, Map<String, String> filters, Reveal reveal, Consumer<Map<String, String>> to) {
        String cursor = null;
        do {
            var after = cursor;
            cursor = QuarkusTransaction.requiringNew().call(() -> {
                var page =
                        households.list(caller, filter(filters)).page(entities, "region", new PageRequest(PAGE, after));
                var ids = page.items().stream().map(ListedHousehold::id).toList();
                if (ids.isEmpty()) {
                    return null;
                }
                var loaded = reading.visible(caller, ids);
                var incomes = statements.counting(ids);
                if (!reveal.columns().isEmpty()) {
                    note(caller, reveal, loaded.values());
                }
                for (var id : ids) {
                    var household = loaded.get(id);
                    if (household != null) {
                        rows(household, incomes.getOrDefault(id, List.of()), reveal.columns())
                                .forEach(to);
                    }
                }
                return page.next();
            });
        } while (cursor != null);
    }

    /** As {@code PersonalDataReveal} notes a look at one of them; an export that a version before ordered has no purpose. */
    private void note(Caller caller, Reveal reveal, Collection<Household> shown) {
        var look = Map.of(
                "fields",
                reveal.columns(),
                "purpose",
                Objects.requireNonNullElse(reveal.purpose(), ""),
                "export",
                reveal.export());
        audit.record(
                caller,
                "PERSONAL_DATA_REVEALED",
                "household",
                shown.stream()
                        .map(household -> new AuditTrail.Deed(household.id(), household.region(), look))
                        .toList());
    }

    private static List<Map<String, String>> rows(Household household, List<IncomeLine> incomes, Set<String> revealed) {
        var rows = new ArrayList<Map<String, String>>();
        for (var member : household.present()) {
            var cells = new LinkedHashMap<String, String>();
            put(cells, "externalId", household.externalId());
            put(cells, "householdNumber", household.householdNumber());
            put(cells, "region", household.region());
            if (rows.isEmpty()) {
                household(cells, household, incomes, revealed);
            }
            member(cells, member, revealed);
            rows.add(cells);
        }
        return rows;
    }

    private static void household(
            Map<String, String> cells, Household household, List<IncomeLine> incomes, Set<String> revealed) {
        var description = household.description();
        var account = description.bankAccount();
        var safeguards = household.safeguards();
        put(cells, "type", household.type());
        put(cells, "address", description.address());
        put(cells, "bankAccount", revealed.contains("bankAccount") ? account : Masks.bankAccount(account));
        put(cells, "attributes", codes(description.attributes()));
        put(cells, "mainCause", description.causes().main());
        put(cells, "otherCauses", codes(description.causes().others()));
        put(cells, "causeRemark", description.causes().remark());
        put(cells, "needs", codes(household.needs()));
        put(cells, "needsRemark", household.needsRemark());
        put(cells, "food", safeguards.food());
        put(cells, "clothing", safeguards.clothing());
        put(cells, "compulsoryEducation", safeguards.education());
        put(cells, "medicalCare", safeguards.medicalCare());
        put(cells, "housing", safeguards.housing());
        put(cells, "water", safeguards.water());
        put(cells, "safeguardsCheckedOn", safeguards.safeguardsCheckedOn());
        put(cells, "floorSpace", household.dwelling().floorSpace());
        put(cells, "housingGrade", household.dwelling().housingGrade());
        put(cells, "toilet", household.dwelling().toilet());
        if (!incomes.isEmpty()) {
            put(cells, "incomeYear", household.incomeYear());
            incomes.stream()
                    .collect(Collectors.toMap(IncomeLine::item, IncomeLine::amount, Money::plus, TreeMap::new))
                    .forEach((item, sum) -> put(cells, HouseholdColumns.INCOME.get(item), sum));
        }
    }

    private static void member(Map<String, String> cells, Member member, Set<String> revealed) {
        var data = member.data();
        put(cells, "name", data.name());
        put(cells, "relation", data.relation());
        put(cells, "idType", data.idType());
        put(cells, "idNumber", revealed.contains("idNumber") ? data.idNumber() : Masks.idNumber(data.idNumber()));
        put(cells, "birthDate", data.birthDate());
        put(cells, "sex", data.sex());
        put(cells, "phone", revealed.contains("phone") ? data.phone() : Masks.phone(data.phone()));
        if (revealed.contains("health")) {
            put(cells, "health", codes(data.health()));
        }
        put(cells, "labour", data.labour());
        put(cells, "education", data.education());
        put(cells, "schooling", data.schooling());
        put(
                cells,
                "insurances",
                data.insurances() != null && data.insurances().isEmpty() ? "无" : codes(data.insurances()));
        put(cells, "selfCare", data.selfCare() ? "是" : "否");
        put(cells, "ethnicity", data.background().ethnicity());
        put(cells, "politicalStatus", data.background().politicalStatus());
        var work = data.background().work();
        if (work != null) {
            put(cells, "workPlace", work.place());
            put(cells, "workEmployer", work.employer());
            put(cells, "workMonths", work.months());
            put(cells, "workMonthlyWage", work.monthlyWage());
            put(cells, "workChannel", work.channel());
        }
    }

    private static String codes(Collection<? extends Enum<?>> codes) {
        return codes == null || codes.isEmpty()
                ? null
                : codes.stream().map(Enum::name).collect(Collectors.joining(";"));
    }

    private static void put(Map<String, String> cells, String column, Object value) {
        if (value != null) {
            cells.put(column, value instanceof Enum<?> code ? code.name() : value.toString());
        }
    }
}
