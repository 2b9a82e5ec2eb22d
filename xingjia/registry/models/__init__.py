from xingjia.registry.models.answers import Answer, Delay
from xingjia.registry.models.closings import Closing, EmployerClosing
from xingjia.registry.models.contracts import Contract, ContractChange, ContractEmployer
from xingjia.registry.models.elections import Election
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.federations import Affiliation, Group
from xingjia.registry.models.marks import FocusMark, Room
from xingjia.registry.models.merging import EmployerAlias, MergeRecord, UnionAlias
from xingjia.registry.models.parameters import CountyParameter
from xingjia.registry.models.statements import EmployerStatement, Statement, UnionStatement
from xingjia.registry.models.unions import Cover, Officer, Person, Union

__all__ = [
    "Affiliation",
    "Answer",
    "Closing",
    "Contract",
    "ContractChange",
    "ContractEmployer",
    "CountyParameter",
    "Cover",
    "Delay",
    "Election",
    "Employer",
    "EmployerAlias",
    "EmployerClosing",
    "EmployerStatement",
    "FocusMark",
    "Group",
    "MergeRecord",
    "Officer",
    "Person",
    "Room",
    "Statement",
    "Union",
    "UnionAlias",
    "UnionStatement",
]
