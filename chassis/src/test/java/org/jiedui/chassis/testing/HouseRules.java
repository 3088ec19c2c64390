package org.jiedui.chassis.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.idempotency.NotIdempotent;

/**
 * The boundaries inside a service, checked on its class files. A service's architecture test says
 * {@code HouseRules.of("org.jiedui.household").check()}; every rule is proved by a planted violation in the chassis' own
 * tests.
 *
 * <p>A service consists of features, the packages directly below its root. A feature's own package holds domain and use
 * cases; {@code api} and {@code messaging} below it are its edges.
 */
public final class HouseRules {
    private static final List<String> CLOCKS = List.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");
    private static final Pattern BAD_NAME =
            Pattern.compile(".*.(Impl|Util|Utils|Manager|Dto|DTO|Service)|(Abstract|Base)[A-Z].*");
    private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";
    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String POST = "jakarta.ws.rs.POST";

    private final String root;
    private final JavaClasses classes;

    private HouseRules(String root, JavaClasses classes) {
        this.root = root;
        this.classes = classes;
    }

    /** The rules for the production classes below a service's root package. */
    public static HouseRules of(String root) {
        return on(
                root,
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(root));
    }

    /** The rules for classes that were imported already. */
    public static HouseRules on(String root, JavaClasses classes) {
        return new HouseRules(root, classes);
    }

    /** Checks everything; fails with all violations of the first rule that is broken. */
    public void check() {
        rules().values().forEach(rule -> rule.check(classes));
    }

    /** Checks some rules, for a module that is no service, such as the gateway. */
    public void check(String... names) {
        for (var name : names) {
            rules().get(name).check(classes);
        }
    }

    /** All rules by name. */
    public Map<String, ArchRule> rules() {
        return Map.ofEntries(
                Map.entry("rootsKnowNoEdge", rootsKnowNoEdge()),
                Map.entry("policiesArePure", policiesArePure()),
                Map.entry("valuesAndEventsArePlain", valuesAndEventsArePlain()),
                Map.entry("edgesAreLeaves", edgesAreLeaves()),
                Map.entry("featuresHaveNoCycles", featuresHaveNoCycles()),
                Map.entry("pathsAreOnResources", pathsAreOnResources()),
                Map.entry("transactionsAreInUseCases", transactionsAreInUseCases()),
                Map.entry("edgesAnnounceNothing", edgesAnnounceNothing()),
                Map.entry("servicesAreApart", servicesAreApart()),
                Map.entry("timeAndIdsAreGiven", timeAndIdsAreGiven()),
                Map.entry("postsAreIdempotent", postsAreIdempotent()),
                Map.entry("namesSayWhatThingsAre", namesSayWhatThingsAre()),
                Map.entry("interfacesHaveSeveralImplementations", interfacesHaveSeveralImplementations()),
                Map.entry("configurationHasOneHome", configurationHasOneHome()),
                Map.entry("nothingIsPrinted", nothingIsPrinted()));
    }

    private ArchRule rootsKnowNoEdge() {
        return noClasses()
                .that(inAFeatureRoot())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "org.jboss.resteasy..",
                        "io.vertx.ext.web..",
                        "org.apache.kafka..",
                        root + "..api..",
                        root + "..messaging.."))
                .as("a feature's domain and use cases know no HTTP and no messaging")
                .allowEmptyShould(true);
    }

    private ArchRule policiesArePure() {
        return classes()
                .that(inAFeatureRoot())
                .and(thatAre("named *Policy", c -> c.getSimpleName().endsWith("Policy")))
                .should(new ArchCondition<>("depend on java, their own feature and plain values only") {
                    @Override
                    public void check(JavaClass policy, ConditionEvents events) {
                        policy.getDirectDependenciesFromSelf().stream()
                                .filter(d -> !isPlain(d.getTargetClass(), policy.getPackageName(), Set.of()))
                                .filter(d -> !isValue(d.getTargetClass().getBaseComponentType()))
                                .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
                    }
                })
                .as("policies are pure: java, their own feature, enums and records of their service, chassis values")
                .allowEmptyShould(true);
    }

    private ArchRule valuesAndEventsArePlain() {
        return classes()
                .that(not(resideInAnyPackage(root + "..api..", root + "..messaging..")))
                .and(thatAre(
                        "values or events",
                        c -> c.isRecord() || c.isAssignableTo("org.jiedui.chassis.event.DomainEvent")))
                .should(new ArchCondition<>("depend on an allow-list only") {
                    @Override
                    public void check(JavaClass value, ConditionEvents events) {
                        value.getDirectDependenciesFromSelf().stream()
                                .filter(d -> !isPlain(
                                        d.getTargetClass(),
                                        root,
                                        Set.of(
                                                "com.fasterxml.jackson",
                                                "jakarta.persistence",
                                                "jakarta.validation",
                                                "javax.crypto",
                                                "org.hibernate.annotations",
                                                "org.eclipse.microprofile.openapi.annotations",
                                                "org.jiedui.chassis")))
                                .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
                    }
                })
                .as("values and events are plain: java, their own service, annotations and the chassis only")
                .allowEmptyShould(true);
    }

    private ArchRule edgesAreLeaves() {
        return classes()
                .that(resideInAnyPackage(root + "..api..", root + "..messaging.."))
                .should(new ArchCondition<>("be used by their own package or, for views, by another api only") {
                    @Override
                    public void check(JavaClass edge, ConditionEvents events) {
                        edge.getDirectDependenciesToSelf().stream()
                                .filter(d ->
                                        !d.getOriginClass().getPackageName().equals(edge.getPackageName()))
                                .filter(d -> !(isApi(edge) && isApi(d.getOriginClass())))
                                .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
                    }
                })
                .as("api and messaging are leaves")
                .allowEmptyShould(true);
    }

    private ArchRule featuresHaveNoCycles() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .as("features depend on each other without cycles")
                .allowEmptyShould(true);
    }

    private ArchRule pathsAreOnResources() {
        return classes()
                .that(annotated(PATH))
                .should()
                .haveSimpleNameEndingWith("Resource")
                .andShould()
                .resideInAPackage(root + "..api..")
                .as("@Path stands on *Resource in a package api, nowhere else")
                .allowEmptyShould(true);
    }

    private ArchRule transactionsAreInUseCases() {
        return classes()
                .that(new DescribedPredicate<JavaClass>("open transactions") {
                    @Override
                    public boolean test(JavaClass c) {
                        return c.isAnnotatedWith(TRANSACTIONAL)
                                || c.getMethods().stream().anyMatch(m -> m.isAnnotatedWith(TRANSACTIONAL));
                    }
                })
                .should(new ArchCondition<>("be use cases or consumers") {
                    @Override
                    public void check(JavaClass c, ConditionEvents events) {
                        var useCase = inAFeatureRoot().test(c)
                                && !c.isAnnotatedWith(ENTITY)
                                && !c.getSimpleName().endsWith("Repository")
                                && !c.getSimpleName().endsWith("Policy");
                        if (!useCase && !c.getPackageName().endsWith(".messaging")) {
                            events.add(SimpleConditionEvent.violated(
                                    c, c.getName() + " is neither a use case nor a consumer, but opens transactions"));
                        }
                    }
                })
                .as("@Transactional stands on use cases and consumers only")
                .allowEmptyShould(true);
    }

    private ArchRule edgesAnnounceNothing() {
        return noClasses()
                .that(resideInAnyPackage(root + "..api.."))
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("write events or changes") {
                    @Override
                    public boolean test(JavaClass c) {
                        return c.isEquivalentTo(Outbox.class) || c.isEquivalentTo(ChangeLog.class);
                    }
                })
                .as("events and changes are written inside use cases, never by resources")
                .allowEmptyShould(true);
    }

    private ArchRule servicesAreApart() {
        return noClasses()
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("belong to another service") {
                    @Override
                    public boolean test(JavaClass c) {
                        return within(c, "org.jiedui") && !within(c, root) && !within(c, "org.jiedui.chassis");
                    }
                })
                .as("no service depends on another")
                .allowEmptyShould(true);
    }

    private ArchRule timeAndIdsAreGiven() {
        return noClasses()
                .that(not(resideInAnyPackage("org.jiedui.chassis.time..")))
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("asks the machine for time or identity") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        var owner = access.getTargetOwner().getName();
                        var name = access.getTarget().getName();
                        return CLOCKS.contains(owner) && name.equals("now")
                                || owner.equals("java.time.Clock") && name.startsWith("system")
                                || owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                                || owner.equals("java.util.UUID") && name.equals("randomUUID")
                                || owner.equals("java.util.Date")
                                        && name.equals("<init>")
                                        && access.getDescription().contains("<init>()");
                    }
                })
                .as("time comes from TimeSource and identifiers from Ids")
                .allowEmptyShould(true);
    }

    private ArchRule postsAreIdempotent() {
        return methods()
                .that(new DescribedPredicate<JavaMethod>("answer POST") {
                    @Override
                    public boolean test(JavaMethod m) {
                        return m.isAnnotatedWith(POST);
                    }
                })
                .should(new ArchCondition<>("say how they treat repetitions") {
                    @Override
                    public void check(JavaMethod m, ConditionEvents events) {
                        if (!m.isAnnotatedWith(Idempotent.class)
                                && !m.isAnnotatedWith(NotIdempotent.class)
                                && !m.getOwner().isAnnotatedWith(Idempotent.class)) {
                            events.add(SimpleConditionEvent.violated(
                                    m, m.getFullName() + " is neither @Idempotent nor @NotIdempotent"));
                        }
                        if (m.isAnnotatedWith(Idempotent.class)
                                && !m.getRawReturnType().getName().equals("jakarta.ws.rs.core.Response")) {
                            events.add(SimpleConditionEvent.violated(
                                    m, m.getFullName() + " is @Idempotent and must return Response"));
                        }
                    }
                })
                .as("every POST is @Idempotent and returns Response, or @NotIdempotent")
                .allowEmptyShould(true);
    }

    private ArchRule namesSayWhatThingsAre() {
        return classes()
                .should(new ArchCondition<>("be named after what they are") {
                    @Override
                    public void check(JavaClass c, ConditionEvents events) {
                        if (BAD_NAME.matcher(c.getSimpleName()).matches()) {
                            events.add(SimpleConditionEvent.violated(c, c.getName() + " is named after its technique"));
                        }
                    }
                })
                .as("no *Impl, *Util, *Manager, *Dto, *Service, Abstract*, Base*")
                .allowEmptyShould(true);
    }

    private ArchRule interfacesHaveSeveralImplementations() {
        return classes()
                .that(new DescribedPredicate<JavaClass>("are open interfaces of this service") {
                    @Override
                    public boolean test(JavaClass c) {
                        return c.isInterface()
                                && !c.isAnnotation()
                                && !c.isAnnotatedWith(FunctionalInterface.class)
                                && !c.isAnnotatedWith("io.smallrye.config.ConfigMapping")
                                && c.getEnclosingClass()
                                        .filter(e -> e.isAnnotatedWith("io.smallrye.config.ConfigMapping"))
                                        .isEmpty();
                    }
                })
                .should(new ArchCondition<>("not have exactly one implementation") {
                    @Override
                    public void check(JavaClass c, ConditionEvents events) {
                        var implementations = c.getAllSubclasses().stream()
                                .filter(s -> !s.getModifiers().contains(JavaModifier.ABSTRACT))
                                .toList();
                        // a family of values may have one member so far
                        if (implementations.size() == 1
                                && !implementations.get(0).isRecord()) {
                            events.add(SimpleConditionEvent.violated(
                                    c,
                                    c.getName() + " is implemented by "
                                            + implementations.get(0).getName() + " only"));
                        }
                    }
                })
                .as("no interface with one implementation")
                .allowEmptyShould(true);
    }

    private ArchRule configurationHasOneHome() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.config.inject.ConfigProperty")
                .as("configuration is read through a documented @ConfigMapping interface")
                .allowEmptyShould(true);
    }

    private ArchRule nothingIsPrinted() {
        return noClasses()
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("prints") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        var owner = access.getTargetOwner();
                        var name = access.getTarget().getName();
                        return owner.isEquivalentTo(System.class) && (name.equals("out") || name.equals("err"))
                                || owner.isAssignableTo(Throwable.class) && name.equals("printStackTrace");
                    }
                })
                .as("nothing is printed; there is a log")
                .allowEmptyShould(true);
    }

    private DescribedPredicate<JavaClass> inAFeatureRoot() {
        return new DescribedPredicate<>("in a feature's own package") {
            @Override
            public boolean test(JavaClass c) {
                var name = c.getPackageName();
                return name.startsWith(root + ".") && name.indexOf('.', root.length() + 1) < 0;
            }
        };
    }

    private static DescribedPredicate<JavaClass> thatAre(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static DescribedPredicate<CanBeAnnotated> annotated(String annotation) {
        return new DescribedPredicate<>("annotated with @" + annotation) {
            @Override
            public boolean test(CanBeAnnotated c) {
                return c.isAnnotatedWith(annotation);
            }
        };
    }

    private boolean isValue(JavaClass c) {
        return within(c, root) && (c.isEnum() || c.isRecord());
    }

    private static boolean isApi(JavaClass c) {
        return c.getPackageName().endsWith(".api") || c.getPackageName().contains(".api.");
    }

    private static boolean isPlain(JavaClass target, String own, Set<String> others) {
        var type = target.getBaseComponentType();
        return type.isPrimitive()
                || within(type, "java")
                || within(type, own)
                || within(type, "org.jiedui.chassis.value")
                || others.stream().anyMatch(other -> within(type, other));
    }

    private static boolean within(JavaClass c, String packageName) {
        return c.getPackageName().equals(packageName) || c.getPackageName().startsWith(packageName + ".");
    }
}
