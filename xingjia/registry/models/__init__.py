from xingjia.registry.models.closings import Closing
from xingjia.registry.models.contracts import Contract, ContractEmployer
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.federations import Affiliation, Group
from xingjia.registry.models.parameters import CountyParameter
from xingjia.registry.models.statements import EmployerStatement, Statement, UnionStatement
from xingjia.registry.models.unions import Cover, Officer, Union

__all__ = [
    "Affiliation",
    "Closing",
    "Contract",
    "ContractEmployer",
    "CountyParameter",
    "Cover",
    "Employer",
    "EmployerStatement",
    "Group",
    "Officer",
    "Statement",
    "Union",
    "UnionStatement",
]
