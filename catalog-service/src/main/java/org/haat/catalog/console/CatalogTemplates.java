package org.haat.catalog.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;
import org.haat.catalog.listing.ChangeSet;
import org.haat.catalog.listing.ChangeSetResource;
import org.haat.catalog.listing.RevertChanges;
import org.haat.catalog.listing.RevertJob;
import org.haat.catalog.rule.RefusalView;
import org.jspecify.annotations.Nullable;

/** The templates and what each is filled with; checked when the service is built. */
final class CatalogTemplates {
    private CatalogTemplates() {}

    @CheckedTemplate(basePath = "catalog")
    record ProductList(
            long total,
            List<ProductFilter.Tab> tabs,
            ProductFilter filter,
            List<ListedProducts.CraftName> crafts,
            List<ListedProducts.Row> rows,
            List<String> steps,
            @Nullable String first,
            @Nullable String next)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record StepDone(String step, int done, @Nullable UUID changeSet, List<RefusedProduct> refused)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record ProductPage(
            ProductViews.Detail product,
            List<ProductSteps.Button> steps,
            List<RefusalView> common,
            List<Place> places,
            List<ProductViews.Picture> pictures,
            List<Fact> facts,
            List<ProductViews.Pieces> stock)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record ImportList(List<ImportFace> jobs, List<RefusalView> refused) implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record ImportPage(ImportFace face, List<ImportPages.BadRow> problems, boolean more) implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record ChangeList(
            List<ChangeSet> sets,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record ChangePage(
            ChangeSet set,
            boolean ofSteps,
            List<ChangeSetResource.LineView> lines,
            @Nullable RevertJob job,
            List<RevertChanges.Outcome> left,
            @Nullable String first,
            @Nullable String next)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record RevertProgress(RevertJob job) implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record Progress(ImportFace face) implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record ProducerList(
            List<ProducerPages.Row> rows,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "catalog")
    record ProducerPage(ProducerPages.Row producer, List<Fact> facts) implements TemplateInstance {}
}
