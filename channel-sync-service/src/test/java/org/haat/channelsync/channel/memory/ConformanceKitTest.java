package org.haat.channelsync.channel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.haat.channelsync.channel.ChannelConformance;
import org.haat.channelsync.channel.ChannelHarness;
import org.haat.channelsync.channel.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The kit judged: a channel that breaks one rule fails that rule, and no other. */
class ConformanceKitTest {
    private static Supplier<ChannelHarness> suspect = MemoryHarness::new;

    /** Run by the launcher below only, which is why it is nested. */
    static class SuspectChannelConformanceTest extends ChannelConformance {
        @Override
        protected ChannelHarness newHarness() {
            return suspect.get();
        }
    }

    static Stream<Map.Entry<Integer, Supplier<ChannelHarness>>> brokenChannels() {
        return BrokenChannels.byRule().entrySet().stream();
    }

    @ParameterizedTest(name = "rule {0}")
    @MethodSource("brokenChannels")
    void brokenRuleFailsAloneOfAll(Map.Entry<Integer, Supplier<ChannelHarness>> broken) {
        assertThat(failingRules(broken.getValue())).containsExactly(broken.getKey());
    }

    @Test
    void goodChannelFailsNoRule() {
        assertThat(failingRules(MemoryHarness::new)).isEmpty();
    }

    @Test
    void everyRuleHasATestAndABrokenChannel() {
        Set<Integer> tested = new TreeSet<>();
        for (Method method : SuspectChannelConformanceTest.class.getMethods()) {
            if (method.isAnnotationPresent(Rule.class)) {
                tested.add(method.getAnnotation(Rule.class).value());
            }
        }

        assertThat(tested)
                .isEqualTo(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
        assertThat(BrokenChannels.byRule().keySet()).isEqualTo(tested);
    }

    private static Set<Integer> failingRules(Supplier<ChannelHarness> channel) {
        suspect = channel;
        List<TestIdentifier> failed = new ArrayList<>();
        List<TestIdentifier> ran = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(SuspectChannelConformanceTest.class))
                .build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    ran.add(test);
                    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                        failed.add(test);
                    }
                }
            }
        });
        assertThat(ran).as("tests of the kit that ran").hasSizeGreaterThan(40);
        Set<Integer> rules = new TreeSet<>();
        failed.forEach(test -> rules.add(ruleOf(test)));
        return rules;
    }

    private static int ruleOf(TestIdentifier test) {
        org.junit.platform.engine.support.descriptor.MethodSource source =
                (org.junit.platform.engine.support.descriptor.MethodSource)
                        test.getSource().orElseThrow();
        return source.getJavaMethod().getAnnotation(Rule.class).value();
    }
}
