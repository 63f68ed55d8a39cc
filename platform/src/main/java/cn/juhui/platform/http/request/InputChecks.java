package cn.juhui.platform.http.request;

import cn.juhui.contracts.money.Money;
import cn.juhui.platform.kernel.Writing;
import jakarta.validation.Configuration;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.Map;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.jspecify.annotations.Nullable;

/// What `@Size` and `@NotBlank` mean in this house: a size counts characters as people do ([Writing#length]), as `minLength` and `maxLength` of our
/// documents do, and a text in which nothing can be seen is blank. The validator's own count UTF-16 units, in which `𠮷` is two. `@Positive` is known of money, too.
public final class InputChecks {

    private InputChecks() {}

    /// Puts them in the place of the validator's own.
    public static void addTo(Configuration<?> configuration) {
        if (configuration instanceof HibernateValidatorConfiguration hibernate) {
            var mapping = hibernate.createConstraintMapping();
            mapping.constraintDefinition(Size.class)
                    .includeExistingValidators(false)
                    .validatedBy(SizeOfText.class)
                    .validatedBy(SizeOfCollection.class)
                    .validatedBy(SizeOfMap.class);
            mapping.constraintDefinition(NotBlank.class)
                    .includeExistingValidators(false)
                    .validatedBy(Seen.class);
            mapping.constraintDefinition(Positive.class).validatedBy(SomeMoney.class);
            hibernate.addMapping(mapping);
        }
    }

    /// Of characters.
    public static final class SizeOfText extends Between<CharSequence> {

        @Override
        int size(CharSequence text) {
            return Writing.length(text.toString());
        }
    }

    /// Of elements.
    public static final class SizeOfCollection extends Between<Collection<?>> {

        @Override
        int size(Collection<?> list) {
            return list.size();
        }
    }

    /// Of entries.
    public static final class SizeOfMap extends Between<Map<?, ?>> {

        @Override
        int size(Map<?, ?> map) {
            return map.size();
        }
    }

    /// Something that a reader would see.
    public static final class Seen implements ConstraintValidator<NotBlank, CharSequence> {

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text != null && Writing.isSeen(text.toString());
        }
    }

    /// More than nothing; what is wrong is its value.
    public static final class SomeMoney implements ConstraintValidator<Positive, Money> {

        @Override
        public boolean isValid(@Nullable Money money, ConstraintValidatorContext context) {
            if (money == null || !money.isZero()) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("")
                    .addPropertyNode("value")
                    .addConstraintViolation();
            return false;
        }
    }

    abstract static class Between<T> implements ConstraintValidator<Size, T> {

        private int least;
        private int most;

        abstract int size(T value);

        @Override
        public void initialize(Size size) {
            least = size.min();
            most = size.max();
        }

        @Override
        public boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
            return value == null || size(value) >= least && size(value) <= most;
        }
    }
}
