package dev.vfgap.scenarios.cli;

import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.scenarios.config.Nearest;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A NIC family as a user names it on the command line. */
final class NicFamilyWord implements ITypeConverter<NicFamily> {
    @Override
    public NicFamily convert(String word) {
        return NicFamilies.of(word).orElseThrow(() -> unknown(word));
    }

    private static TypeConversionException unknown(String word) {
        List<String> names = NicFamilies.all().stream().map(NicFamily::name).toList();
        return new TypeConversionException("there is no NIC family \"" + word + "\"; "
                + Nearest.to(word, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("known are " + String.join(", ", names)));
    }
}
