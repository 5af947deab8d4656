package dev.vfgap.models.determinism;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;

/** What a run, a pure function of its inputs, must not touch: a list of members of the JDK, each with what it would let in. */
final class DeterminismRule {

    private record Forbidden(String what, Pattern member) {}

    // spotless:off
    private static final List<Forbidden> FORBIDDEN = List.of(
            forbidden("the wall clock",        "java.lang.System.(nanoTime|currentTimeMillis)[(].*"),
            forbidden("the wall clock",        "java.time.*now[(].*|java.time.Clock.*"),
            forbidden("the wall clock",        "java.util.(Date.<init>[(][)]|Calendar.getInstance[(].*)"),
            forbidden("unkeyed randomness",    "java.lang.(Strict)?Math.random[(].*|java.util.UUID.randomUUID[(].*"),
            forbidden("unkeyed randomness",    "java.util.(Random|SplittableRandom|random|concurrent.ThreadLocalRandom)[.].*"),
            forbidden("unkeyed randomness",    "java.security.SecureRandom.*|java.util.Collections.shuffle[(].*"),
            forbidden("hash order",            "java.util.(HashMap|HashSet|IdentityHashMap|WeakHashMap|Hashtable).<init>.*"),
            forbidden("hash order",            "java.util.Set.(of[(].*[,\\[].*|copyOf.*)|java.util.Map.(of[(].*,.*,.*|ofEntries.*|copyOf.*)"),
            forbidden("hash order",            "java.util.stream.Collectors.(toSet|toUnmodifiable(Set|Map)|.*Concurrent.*)[(].*"),
            forbidden("hash order",            "java.util.stream.Collectors.(toMap|groupingBy)[(](?!.*Supplier).*"),
            forbidden("an identity hash",      "java.lang.(System.identityHashCode|(Object|Enum).hashCode)[(].*"),
            forbidden("a thread",              "java.lang.(Thread|ThreadLocal|ProcessBuilder|Runtime)[.].*"),
            forbidden("a thread",              "java.util.concurrent.(?!TimeUnit).*|java.util.Timer.*"),
            forbidden("a thread",              "java.*[.]parallel(Stream)?[(][)]|java.lang.Object.(wait|notify|notifyAll)[(].*"),
            forbidden("a file or the network", "java.io.(File.*|RandomAccessFile)[.].*|java.nio.(file|channels).*|java.net[.].*"),
            forbidden("a file or the network", "java.lang.Class(Loader)?.get(System)?Resource.*"),
            forbidden("the process around it", "java.lang.System.(in|out|err|console.*|getenv.*|getProperty.*|exit.*|load.*)"),
            forbidden("a log",                 "java.util.logging.*|java.lang.System.(getLogger|Logger).*"),
            forbidden("the default locale",    "java.lang.String.(format[(]java.lang.String,.*|formatted.*|to(Lower|Upper)Case[(][)])"),
            forbidden("the default locale",    "java.util.(Locale|TimeZone).getDefault.*|java.time.ZoneId.systemDefault.*"),
            forbidden("the default charset",   "java.lang.String.(getBytes[(][)]|<init>[(].*byte.{0,3}[)]|<init>[(]\\[B[)])"));
    // spotless:on

    static final ArchRule RULE = classes().should(new ArchCondition<JavaClass>("be deterministic") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            type.getAccessesFromSelf().forEach(access -> report(type, access, events));
            type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                    .forEach(method -> events.add(
                            SimpleConditionEvent.violated(type, method.getDescription() + " lets in a thread")));
        }
    });

    private DeterminismRule() {}

    private static void report(JavaClass type, JavaAccess<?> access, ConditionEvents events) {
        String member = access.getTarget().getFullName();
        FORBIDDEN.stream()
                .filter(forbidden -> forbidden.member().matcher(member).matches())
                .findFirst()
                .ifPresent(forbidden -> events.add(
                        SimpleConditionEvent.violated(type, access.getDescription() + " lets in " + forbidden.what())));
        if (access.getTarget().getName().equals("hashCode")
                && access.getTargetOwner().isEnum()) {
            events.add(SimpleConditionEvent.violated(type, access.getDescription() + " lets in an identity hash"));
        }
    }

    /** A dot also matches itself, which is exact enough for the names of members. */
    private static Forbidden forbidden(String what, String member) {
        return new Forbidden(what, Pattern.compile(member));
    }
}
