"""The window that asks where a ledger in a database is, and who logs in."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.core import QgsDataSourceUri, QgsProviderRegistry
from qgis.gui import QgsAuthSettingsWidget, QgsFileWidget, QgsGui
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
)

from ...domain.errors import BadInput
from ...i18n import message, tr
from ...ledger.postgis.address import PORT, SCHEMA, Address

PORTS = 65535
LOGIN_HEIGHT = 180
WIDTH, HEIGHT = 600, 580
SSL_MODES = {  # as QGIS keeps them -> as libpq calls them
    QgsDataSourceUri.SslMode.SslDisable: "disable", QgsDataSourceUri.SslMode.SslAllow: "allow",
    QgsDataSourceUri.SslMode.SslRequire: "require", QgsDataSourceUri.SslMode.SslVerifyCa: "verify-ca",
    QgsDataSourceUri.SslMode.SslVerifyFull: "verify-full"}


def saved_connections() -> Dict[str, QgsDataSourceUri]:
    """Return the PostgreSQL connections saved in QGIS, by name."""
    provider = QgsProviderRegistry.instance().providerMetadata("postgres")
    found = provider.connections(False) if provider is not None else {}
    return {str(name): QgsDataSourceUri(found[name].uri()) for name in sorted(found)}


class DatabaseDialog(QDialog):
    """Asks for server, database and login; offers the connections saved in QGIS. The password goes no further than QGIS."""

    def __init__(self, last: str = "", parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandDatabase")
        self.setWindowTitle(tr("Open Database Ledger"))
        self.saved, self.host, self.port, self.database = QComboBox(), QLineEdit(), QSpinBox(), QLineEdit()
        self.schema, self.ssl, self.files, self.login = QLineEdit(), QComboBox(), QgsFileWidget(), QgsAuthSettingsWidget()
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.buttons.button(buttons.Ok).setText(tr("Open"))
        self.buttons.button(buttons.Cancel).setText(tr("Cancel"))
        self._connections = saved_connections()
        self._set_up()
        self._lay_out()
        if last:
            self.show_address(Address.parse(last))
        self._check()

    def address(self) -> Address:
        """Return what was entered.

        :raises BadInput: when it is not complete.
        """
        asked = tuple(sorted({"sslmode": str(self.ssl.currentData())}.items())) if self.ssl.currentData() else ()
        login = self.login.configId()
        made = Address(self.host.text().strip(), self.port.value(), self.database.text().strip(),
                       "" if login else self.login.username().strip(), "" if login else self.login.password(),
                       self.schema.text().strip() or SCHEMA, self.files.filePath().strip(), login, asked)
        Address.parse(made.name)
        return made

    def show_address(self, one: Address) -> None:
        """Fill the window with an address."""
        self.host.setText(one.host)
        self.port.setValue(one.port)
        self.database.setText(one.database)
        self.schema.setText("" if one.schema == SCHEMA else one.schema)
        self.files.setFilePath(one.files)
        self.login.setUsername(one.user)
        self.login.setConfigId(one.authcfg)
        self.ssl.setCurrentIndex(max(self.ssl.findData(dict(one.options).get("sslmode", "")), 0))

    def _set_up(self) -> None:
        self.host.setObjectName("farmlandHost")
        self.database.setObjectName("farmlandDatabaseName")
        self.saved.addItem(tr("not saved in QGIS"), "")
        for name in self._connections:
            self.saved.addItem(name, name)
        self.port.setRange(1, PORTS)
        self.port.setValue(PORT)
        self.host.setPlaceholderText(tr("name or address of the server"))
        self.schema.setPlaceholderText(SCHEMA)
        self.ssl.addItem(tr("as the server asks"), "")
        for mode in ("require", "verify-ca", "verify-full"):
            self.ssl.addItem(mode, mode)
        self.files.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.login.setDataprovider("postgres")
        self.login.setWarningText(tr("Forgotten when QGIS closes; a configuration keeps it."))
        self.login.setMinimumHeight(LOGIN_HEIGHT)
        self.saved.currentIndexChanged.connect(lambda _index: self._take_saved())
        for signal in (self.host.textChanged, self.database.textChanged, self.schema.textChanged):
            signal.connect(lambda *_: self._check())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        form = QFormLayout()
        for label, widget in ((tr("Saved connection"), self.saved), (tr("Server"), self.host), (tr("Port"), self.port),
                              (tr("Database"), self.database), (tr("Schema"), self.schema), (tr("Encryption"), self.ssl),
                              (tr("Folder of files"), self.files), (tr("Login"), self.login)):
            form.addRow(label, widget)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumSize(WIDTH, HEIGHT)
        QgsGui.enableAutoGeometryRestore(self)

    def _take_saved(self) -> None:
        uri: Optional[QgsDataSourceUri] = self._connections.get(str(self.saved.currentData()))
        if uri is None:
            return
        mode = SSL_MODES.get(uri.sslMode(), "")
        self.show_address(Address(uri.host(), int(uri.port() or PORT), uri.database(), uri.username(), "",
                                  self.schema.text().strip() or SCHEMA, self.files.filePath(), uri.authConfigId(),
                                  (("sslmode", mode),) if mode else ()))
        self.login.setPassword(uri.password())

    def _check(self) -> None:
        wrong = ""
        if not self.host.text().strip() or not self.database.text().strip():
            wrong = tr("Name the server and the database.")
        else:
            try:
                self.address()
            except BadInput as error:
                wrong = message(error)
        self.hint.setText(wrong or tr(
            "The folder of files is shared by everybody who works in this ledger: photos, scans and red lines lie there. Left "
            "empty, they stay on this computer."))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not wrong)
