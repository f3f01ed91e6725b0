package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules 11 and 16: each fault has its name, and none comes out as another type. */
interface FaultRules extends Bench {
    Set<Fault> STATUSES = EnumSet.of(
            Fault.FORBIDDEN,
            Fault.CONFLICT,
            Fault.UNPROCESSABLE,
            Fault.THROTTLED,
            Fault.SERVER_ERROR,
            Fault.UNAVAILABLE,
            Fault.REDIRECT);

    @Test
    @Rule(11)
    default void everyStatusHasItsKind() {
        for (Operation operation : operations()) {
            for (Fault fault : STATUSES) {
                assertKind(operation, fault);
            }
        }
    }

    @Test
    @Rule(11)
    default void noAnswerToAReadIsTemporaryAndToAWriteUnknown() {
        for (Operation operation : operations()) {
            assertThat(unanswered(operation))
                    .as("%s when the partner does %s", operation, Fault.HANG)
                    .contains(harness().kind(operation, Fault.HANG));
            assertKind(operation, Fault.RESET);
        }
    }

    private Optional<FailureKind> unanswered(Operation operation) {
        Channel impatient = harness().impatient();
        prepare();
        for (int i = 0; i < 5 && Invocation.of(impatient, harness(), operation).isPresent(); i++) {
            harness().clock().advance(Duration.ofMinutes(10)); // until it holds its token
        }
        prepare();
        harness().answer(operation, Fault.HANG);
        try {
            return Invocation.of(impatient, harness(), operation);
        } finally {
            harness().calm();
            harness().clock().advance(Duration.ofMinutes(10));
        }
    }

    @Test
    @Rule(11)
    default void answerThatCannotBeReadIsProtocolForAReadAndUnknownForAWrite() {
        for (Operation operation : operations()) {
            assertKind(operation, Fault.TRUNCATED);
            assertKind(operation, Fault.NOT_JSON);
            assertKind(operation, Fault.HUGE);
        }
    }

    @Test
    @Rule(11)
    default void refusedTokenIsRenewedOnceAndThenItIsTheAccountsFault() {
        for (Operation operation : operations(Fault.UNAUTHORISED)) {
            prepare();
            assertThat(Invocation.of(harness(), account(), operation)).isEmpty();
            int tokens = harness().requests(Operation.TOKEN).size();
            int calls = harness().requests(operation).size();
            harness().answer(operation, Fault.UNAUTHORISED);

            Optional<FailureKind> failure = Invocation.of(harness(), account(), operation);

            assertThat(failure).as("%s unauthorised", operation).contains(FailureKind.AUTH);
            assertThat(harness().requests(Operation.TOKEN))
                    .as("tokens for %s", operation)
                    .hasSize(tokens + 1);
            assertThat(harness().requests(operation))
                    .as("calls of %s", operation)
                    .hasSize(calls + 2);
            harness().calm();
            harness().clock().advance(Duration.ofMinutes(10));
        }
    }

    @Test
    @Rule(11)
    default void missingThingIsNotFoundAndAMissingOrderIsEmpty() {
        for (Operation operation : operations(Fault.NOT_FOUND)) {
            prepare();
            harness().answer(operation, Fault.NOT_FOUND);

            Optional<FailureKind> failure = Invocation.of(harness(), account(), operation);

            if (operation == Operation.GET_ORDER) {
                assertThat(failure).as("%s of what is not there", operation).isEmpty();
            } else if (operation != Operation.READ_LISTINGS && operation != Operation.RETIRE_LISTING) {
                assertThat(failure).as("%s not found", operation).isPresent();
                assertThat(failure.get()).isIn(FailureKind.NOT_FOUND, FailureKind.REJECTED);
            }
            harness().calm();
            harness().clock().advance(Duration.ofMinutes(10));
        }
    }

    @Test
    @Rule(11)
    default void retryAfterIsHonoured() {
        for (Operation operation : operations(Fault.THROTTLED_FOR_A_MINUTE)) {
            prepare();
            harness().answer(operation, Fault.THROTTLED_FOR_A_MINUTE);
            assertThat(Invocation.of(harness(), account(), operation)).contains(FailureKind.THROTTLED);
            harness().calm();
            int calls = harness().requests(operation).size();

            Optional<FailureKind> tooEarly = Invocation.of(harness(), account(), operation);
            int callsTooEarly = harness().requests(operation).size() - calls;
            harness().clock().advance(Duration.ofMinutes(10));
            Optional<FailureKind> inTime = Invocation.of(harness(), account(), operation);

            assertThat(tooEarly).as("%s within the minute", operation).contains(FailureKind.THROTTLED);
            assertThat(callsTooEarly)
                    .as("calls of %s within the minute", operation)
                    .isZero();
            assertThat(inTime).as("%s after the wait", operation).isEmpty();
        }
    }

    @Test
    @Rule(11)
    default void nobodyAtTheAddressIsTemporary() {
        harness().unplugged().ifPresent(unplugged -> {
            for (Operation operation : operations()) {
                assertThat(Invocation.of(unplugged, harness(), operation))
                        .as("%s unplugged", operation)
                        .contains(FailureKind.TEMPORARY);
            }
        });
    }

    @Test
    @Rule(16)
    default void unknownFieldsAreIgnored() {
        for (Operation operation : operations()) {
            prepare();
            harness().answer(operation, Fault.UNKNOWN_FIELDS);

            assertThat(Invocation.of(harness(), account(), operation))
                    .as("%s with unknown fields", operation)
                    .isEmpty();
            harness().calm();
        }
    }

    @Test
    @Rule(16)
    default void orderWithoutItsRequiredFieldsIsNotTakenForAnOrder() {
        facet(OrderSource.class).ifPresent(source -> {
            prepare();
            harness().answer(Operation.LIST_ORDERS, Fault.MISSING_FIELD);

            try {
                OrderSource.OrderPage page = source.ordersChangedSince(account(), OrderRules.SINCE, null);
                assertThat(page.orders()).isEmpty();
                assertThat(page.unreadable()).isNotEmpty();
            } catch (ChannelException e) {
                assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL);
            }
        });
    }

    private void assertKind(Operation operation, Fault fault) {
        if (harness().impossible().containsKey(fault)) {
            return;
        }
        prepare();
        harness().answer(operation, fault);
        try {
            assertThat(Invocation.of(harness(), account(), operation))
                    .as("%s when the partner does %s", operation, fault)
                    .contains(harness().kind(operation, fault));
        } finally {
            harness().calm();
            harness().clock().advance(Duration.ofMinutes(10));
        }
    }

    private void prepare() {
        harness().show(account(), "HAAT-1", true, 5);
        harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
    }

    /** None when the partner cannot misbehave so. */
    private List<Operation> operations(Fault fault) {
        return harness().impossible().containsKey(fault) ? List.of() : operations();
    }

    private List<Operation> operations() {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.in(harness().channel()))
                .toList();
    }
}
