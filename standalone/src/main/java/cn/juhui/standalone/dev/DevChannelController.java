package cn.juhui.standalone.dev;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.standalone.channel.Breach;
import cn.juhui.standalone.channel.ChannelSimulator;
import cn.juhui.standalone.channel.Fault;
import cn.juhui.standalone.channel.PaidRefund;
import cn.juhui.standalone.channel.ledger.TakenBack;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Breaks a simulated channel on request, and tells what it really paid. With a channel from outside there is nothing here.
@RestController
@RequestMapping("/dev/channels/{channel}")
class DevChannelController {

    private final ObjectProvider<ChannelSimulator> simulator;

    DevChannelController(ObjectProvider<ChannelSimulator> simulator) {
        this.simulator = simulator;
    }

    /// @param times for how many refunds; until changed when not given
    record FaultRequest(@NotNull Fault kind, @Min(1) @Nullable Integer times) {}

    record Armed(PaymentChannel channel, Fault kind, @Nullable Integer times) {}

    @PostMapping("/faults")
    Armed arm(@PathVariable PaymentChannel channel, @Valid @RequestBody FaultRequest request) {
        simulator().setFault(channel, request.kind(), request.times());
        return new Armed(channel, request.kind(), request.times());
    }

    /// @param code why; `RETURNED_BY_BANK` when not given
    record ReversalRequest(
            @NotBlank @Size(max = 64) String refundNo, @Nullable @Size(max = 64) String code) {}

    /// The channel takes back what it paid under this number.
    @PostMapping("/reversals")
    TakenBack takeBack(
            @PathVariable PaymentChannel channel, @Valid @RequestBody ReversalRequest request) {
        var code = request.code() == null ? "RETURNED_BY_BANK" : request.code();
        return simulator()
                .takeBack(channel, request.refundNo(), code)
                .orElseThrow(ProblemException::notFound);
    }

    @GetMapping("/refunds")
    List<PaidRefund> refunds(@PathVariable PaymentChannel channel) {
        return simulator().refunds(channel);
    }

    /// What was asked of the channel against its rules: nothing, if all is well.
    @GetMapping("/breaches")
    List<Breach> breaches(@PathVariable PaymentChannel channel) {
        return simulator().breaches(channel);
    }

    private ChannelSimulator simulator() {
        ChannelSimulator embedded = simulator.getIfAvailable();
        if (embedded == null) {
            throw ProblemException.notFound();
        }
        return embedded;
    }
}
