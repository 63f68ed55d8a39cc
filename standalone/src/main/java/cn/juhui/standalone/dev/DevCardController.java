package cn.juhui.standalone.dev;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.standalone.supplier.SupplierSimulator;
import cn.juhui.standalone.supplier.SupplierSimulator.Known;
import cn.juhui.standalone.supplier.SupplierSimulator.State;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What the simulated supplier answers about a card. With a supplier from outside, and about what is no card's id, there is nothing here.
@RestController
class DevCardController {

    private static final Pattern CARD_ID = Pattern.compile("crd_[0-9a-f]{32}");

    private final ObjectProvider<SupplierSimulator> supplier;

    DevCardController(ObjectProvider<SupplierSimulator> supplier) {
        this.supplier = supplier;
    }

    /// @param remainingValue in minor units; needed for `PARTIALLY_USED`
    /// @param usedAt when it was spent from; the moment of the question when not given
    record CardRequest(
            @NotNull State state,
            @Nullable @Min(0) Long remainingValue,
            @Nullable Instant usedAt) {}

    record CardAnswer(
            String cardId, State state, @Nullable Long remainingValue, @Nullable Instant usedAt) {}

    @PutMapping("/dev/cards/{cardId}")
    CardAnswer put(@PathVariable String cardId, @Valid @RequestBody CardRequest request) {
        if (request.state() == State.PARTIALLY_USED && request.remainingValue() == null) {
            throw ProblemException.invalid(InputError.of("/remainingValue", "REQUIRED"));
        }
        var simulator = supplier.getIfAvailable();
        if (simulator == null || !CARD_ID.matcher(cardId).matches()) {
            throw ProblemException.notFound();
        }
        simulator.knows(
                cardId, new Known(request.state(), request.remainingValue(), request.usedAt()));
        return new CardAnswer(cardId, request.state(), request.remainingValue(), request.usedAt());
    }
}
