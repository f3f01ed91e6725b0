package org.haat.catalog.producer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.Saved;

/** Keeps producers from a file, a request or a page: judged by the same rules, one answer for each. */
@ApplicationScoped
public class SaveProducers {
    private final Producers producers;
    private final Districts districts;
    private final Event<ProducersChanged> changes;
    private final Clock clock;

    public SaveProducers(Producers producers, Districts districts, Event<ProducersChanged> changes, Clock clock) {
        this.producers = producers;
        this.districts = districts;
        this.changes = changes;
        this.clock = clock;
    }

    /** @return one answer for each draft, in order; a refused one changes nothing and stops nobody else */
    @Transactional
    public List<Saved> save(String agency, String person, List<ProducerDraft> drafts) {
        ProducerRules rules = new ProducerRules(districts.all(), districts.statesInForce());
        Map<String, Producer> known = producers.byCode(
                agency, drafts.stream().map(ProducerDraft::code).toList());
        Set<String> changed = new HashSet<>();
        List<Producer> created = new ArrayList<>();
        List<Saved> answers = new ArrayList<>();
        for (ProducerDraft draft : drafts) {
            Saved saved = save(agency, draft, rules, known, created);
            answers.add(saved);
            if (saved.outcome() == Saved.Outcome.CHANGED) {
                changed.add(Producers.lower(draft.code()));
            }
        }
        producers.add(created);
        if (!changed.isEmpty()) {
            producers.flush();
            changes.fire(new ProducersChanged(agency, changed, person));
        }
        return answers;
    }

    private Saved save(
            String agency,
            ProducerDraft draft,
            ProducerRules rules,
            Map<String, Producer> known,
            List<Producer> created) {
        List<Refusal> refusals = rules.judge(draft);
        if (!refusals.isEmpty()) {
            return Saved.refused(refusals);
        }
        String key = Producers.lower(draft.code());
        Producer producer = known.get(key);
        if (producer == null) {
            Producer maker = new Producer(agency, draft, clock.instant());
            created.add(maker);
            known.put(key, maker);
            return Saved.of(Saved.Outcome.CREATED);
        }
        if (producer.equalsDraft(draft)) {
            return Saved.of(Saved.Outcome.UNCHANGED);
        }
        producer.take(draft, clock.instant());
        return Saved.of(Saved.Outcome.CHANGED);
    }
}
