package cn.juhui.refund.adapter.evidence;

import cn.juhui.platform.http.client.CallerClient;
import cn.juhui.platform.http.client.ServiceAwayException;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.refund.application.EvidenceFiles;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.domain.Quote;
import java.util.List;
import org.springframework.web.client.RestClient;

/// Asks evidence-service in the caller's own name.
public final class HttpEvidenceFiles implements EvidenceFiles {

    private final CallerClient service;

    public HttpEvidenceFiles(CallerClient service) {
        this.service = service;
    }

    @Override
    public List<Quote.Evidence> find(List<String> ids) {
        try {
            return service.ask(http -> ask(http, ids));
        } catch (ServiceAwayException e) {
            throw new ServiceDownException("evidence-service", e);
        }
    }

    private static List<Quote.Evidence> ask(RestClient http, List<String> ids) {
        var found =
                http.get()
                        .uri(uri ->
                                uri.path("/internal/evidence")
                                        .queryParam("ids", String.join(",", ids))
                                        .build())
                        .retrieve()
                        .body(byte[].class);
        return found == null
                ? List.of()
                : List.of(StateMapper.fromJson(found, Quote.Evidence[].class));
    }
}
