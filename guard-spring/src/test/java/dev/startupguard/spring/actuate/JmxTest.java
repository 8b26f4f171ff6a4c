package dev.startupguard.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.startupguard.maintenance.MaintenanceMode;
import dev.startupguard.spring.LaunchedApplication;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoint as JMX clients see it. */
class JmxTest {

    private static final String[] SIGNATURE = {
        String.class.getName(), String.class.getName(), String.class.getName(), Long.class.getName()
    };

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final LaunchedApplication application = LaunchedApplication.open(
            "spring.jmx.enabled=true",
            "spring.jmx.unique-names=true",
            "management.endpoints.jmx.domain=guarded",
            "management.endpoints.jmx.exposure.include=maintenance");

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void itsOperationsNeedNoClassesOfTheApplication() throws JMException {
        assertThat(server.getMBeanInfo(bean()).getOperations())
                .extracting(MBeanOperationInfo::getName)
                .containsExactlyInAnyOrder("maintenance", "setMaintenance", "endMaintenance");
        assertThat(server.getMBeanInfo(bean()).getOperations())
                .flatExtracting(each -> Arrays.asList(each.getSignature()))
                .extracting(each -> each.getType())
                .containsOnly(String.class.getName(), Long.class.getName());
        assertThat(server.getMBeanInfo(bean()).getOperations())
                .extracting(MBeanOperationInfo::getReturnType)
                .containsOnly(Map.class.getName());
    }

    @Test
    void itSwitchesTheModeAndBack() throws JMException {
        Object state = set("read-only", "Moving house", null, null);

        assertThat(state)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("mode", "read-only")
                .containsEntry("actor", "JMX")
                .containsEntry("reason", "Moving house");
        assertThat(application.guard().status().mode()).isEqualTo(MaintenanceMode.READ_ONLY);

        server.invoke(bean(), "endMaintenance", new Object[] {null}, new String[] {Long.class.getName()});
        assertThat(application.guard().status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    @Test
    void aRefusalSaysWhatWasExpected() {
        assertThatThrownBy(() -> set("halb", null, null, null))
                .rootCause()
                .hasMessageContaining("'halb' is none of on, read-only, off");
        assertThatThrownBy(() -> set("on", null, null, 7L)).rootCause().hasMessageContaining("Somebody else was first");
        assertThat(application.guard().status().mode()).isEqualTo(MaintenanceMode.OFF);
    }

    private Object set(String mode, String reason, String until, Long epoch) throws JMException {
        return server.invoke(bean(), "setMaintenance", new Object[] {mode, reason, until, epoch}, SIGNATURE);
    }

    private ObjectName bean() throws JMException {
        Set<ObjectName> names = server.queryNames(new ObjectName("guarded:type=Endpoint,name=Maintenance,*"), null);
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }
}
