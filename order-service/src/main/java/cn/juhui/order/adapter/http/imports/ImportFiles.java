package cn.juhui.order.adapter.http.imports;

import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.application.PayerPrints;
import cn.juhui.order.application.delivery.ReportUsage;
import cn.juhui.order.application.imports.ImportJob;
import cn.juhui.order.application.imports.ImportOrders;
import cn.juhui.order.application.imports.ImportRows;
import cn.juhui.order.application.imports.RunImports;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.UUID;

/// Reads what is imported, while its sender waits or later.
public final class ImportFiles implements RunImports.Files {

    private final ImportOrders importOrders;
    private final ReportUsage reportUsage;
    private final OrderAccess access;
    private final PayerPrints prints;
    private final Validator validator;

    public ImportFiles(
            ImportOrders importOrders,
            ReportUsage reportUsage,
            OrderAccess access,
            PayerPrints prints,
            Validator validator) {
        this.importOrders = importOrders;
        this.reportUsage = reportUsage;
        this.access = access;
        this.prints = prints;
        this.validator = validator;
    }

    /// @throws cn.juhui.platform.http.problem.ProblemException 400 when it is no such file, 413 when it has too many rows
    ImportRows read(ImportJob.Kind kind, byte[] csv, Caller caller, RequestContext context) {
        return switch (kind) {
            case ORDERS ->
                    new OrderImport(
                            new OrderCsv(validator).read(csv),
                            importOrders,
                            prints,
                            caller,
                            context);
            case USAGE ->
                    new UsageImport(
                            UsageImport.FILE.rows(csv), reportUsage, access, caller, context);
        };
    }

    @Override
    public ImportRows read(ImportJob job, byte[] file) {
        var by = job.by();
        return read(
                job.kind(),
                file,
                new Caller(by.subject(), by.roles(), by.merchantId()),
                new RequestContext(UUID.fromString(job.operation()), null, Duration.ZERO, false));
    }
}
